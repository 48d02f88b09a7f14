using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Shots;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Benchmarks.Shots;

/// <summary>Measures how well cuts are found, and what it costs, on films that are made up from a seed; prints tables in Markdown.</summary>
/// <remarks>Painted scenes; and, where the reference clips are, those of them that have no cut, joined at random. FFmpeg's own filters are given the same films.</remarks>
internal static class ShotsProgram
{
    // No cut is in any of these.
    private static readonly string[] Clips =
    [
        "black_swan.mp4", "bottles_on_table.mp4", "bunny_skipping.webm", "cars_from_above.mp4", "cup_shuffle.mp4", "dog_treat_plaza.mp4", "football_juggling.mp4", "kids_jumping_bed.mp4",
        "letter_blocks.mp4", "people_at_table.mp4", "pouring_coffee.mp4", "sign_bird.mkv", "sign_book.mkv", "sign_eat.mkv", "sign_night.mkv", "sign_thanks.mkv", "sign_walk.mkv",
    ];

    /// <summary>All tables.</summary>
    public static async Task RunAsync(int seed)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}. Painted scenes:"));
        await PrintAsync(FilmKinds.Painted, seed);
        if (ReferenceMedia.Folder is { } folder)
        {
            var clips = new List<RecordedFootage>();
            foreach (var clip in Clips) clips.Add(await RecordedFootage.ReadAsync(Path.Combine(folder, clip)));
            Console.WriteLine("\nReal clips:");
            await PrintAsync(FilmKinds.Recorded(clips), seed);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{MillisecondsPerFrame(seed):0.000} ms of processor time a frame of 398x224."));
    }

    private static async Task PrintAsync(IEnumerable<FilmKind> kinds, int seed)
    {
        Console.WriteLine($"\n{ShotScore.Head}");
        var films = new List<ScoredFilm>();
        foreach (var kind in kinds)
        {
            var ofKind = await ScoreAsync(kind, seed);
            Console.WriteLine(Told(ofKind).Row(kind.Name));
            films.AddRange(ofKind);
        }

        Compare(films);
    }

    // The films of a kind are one file for FFmpeg.
    private static async Task<List<ScoredFilm>> ScoreAsync(FilmKind kind, int seed)
    {
        using var folder = new TemporaryFolder();
        var told = new List<(Film Film, List<int> Cuts)>();
        await using (var file = File.Create(folder.File("films.rgb")))
        {
            foreach (var film in kind.Films(seed))
            {
                var detector = new ShotDetector();
                foreach (var (picture, time) in film.Frames())
                {
                    detector.Add(picture, time);
                    file.Write(picture.Samples);
                }

                detector.Complete();
                told.Add((film, [.. Taken(detector)]));
            }
        }

        var scores = await FfmpegScore.OfAsync(folder.File("films.rgb"));
        var films = new List<ScoredFilm>();
        var first = 0;
        foreach (var (film, cuts) in told)
        {
            films.Add(new ScoredFilm(kind, film.Transitions, cuts, [.. scores.Skip(first).Take(film.FrameCount)]));
            first += film.FrameCount;
        }

        return films;
    }

    private static IEnumerable<int> Taken(ShotDetector detector)
    {
        while (detector.TryTake(out var cut)) yield return cut.Frame;
    }

    private static void Compare(List<ScoredFilm> films)
    {
        var (scdet, scene) = (Best(films, score => score.Scdet, 0.5, 60), Best(films, score => score.Scene, 0.01, 1));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\nRecall, precision and F1; FFmpeg's filters at the thresholds that are best for these films: scdet {scdet:0.0}, scene {scene:0.00}.\n"));
        Console.WriteLine("| Joins | here | scdet | scene |\n|---|---|---|---|");
        foreach (var joins in films.GroupBy(film => film.Kind.Joins))
        {
            ShotScore[] scores = [Told(joins), Above(joins, score => score.Scdet, scdet), Above(joins, score => score.Scene, scene)];
            Console.WriteLine($"| {joins.Key?.ToString() ?? "None"} | {string.Join(" | ", scores.Select(score => joins.Key is null ? $"{score.False} false" : score.Shares))} |");
        }
    }

    private static double Best(List<ScoredFilm> films, Func<FfmpegScore, double> value, double least, double most)
    {
        const int Thresholds = 60;
        var thresholds = Enumerable.Range(0, Thresholds + 1).Select(i => least * Math.Pow(most / least, (double)i / Thresholds));
        return thresholds.MaxBy(threshold => Above(films, value, threshold).F1);
    }

    private static ShotScore Told(IEnumerable<ScoredFilm> films)
    {
        var score = new ShotScore();
        foreach (var film in films) score.Add(film.Transitions, film.Told);
        return score;
    }

    private static ShotScore Above(IEnumerable<ScoredFilm> films, Func<FfmpegScore, double> value, double threshold)
    {
        var score = new ShotScore();
        foreach (var film in films) score.Add(film.Transitions, film.Above(value, threshold));
        return score;
    }

    private static double MillisecondsPerFrame(int seed)
    {
        var random = new Random(seed);
        var takes = Enumerable.Range(0, 4).Select(_ => new FilmTake(new PaintedScene(random, CameraPath.Shake(random, 3)), 1.5 + (2 * random.NextDouble()), JoinKind.Dissolve, 1));
        var frames = new Film([.. takes], 25).Frames().Select(frame => (Picture: Enlarge(frame.Picture, 398, 224), frame.Time)).ToList();
        Look(frames);    // the compiler settles
        Look(frames);
        var before = ProcessorTime.Of(Environment.ProcessId);
        const int Times = 10;
        for (var i = 0; i < Times; i++) Look(frames);
        return (ProcessorTime.Of(Environment.ProcessId) - before).TotalMilliseconds / (Times * frames.Count);
    }

    private static void Look(IEnumerable<(RgbImage Picture, TimeSpan Time)> frames)
    {
        var detector = new ShotDetector();
        foreach (var (picture, time) in frames) detector.Add(picture, time);
        detector.Complete();
    }

    private static RgbImage Enlarge(RgbImage picture, int width, int height)
    {
        var samples = new byte[3 * width * height];
        for (var pixel = 0; pixel < width * height; pixel++)
        {
            var from = (pixel / width * picture.Height / height * picture.Width) + (pixel % width * picture.Width / width);
            picture.Samples.AsSpan(3 * from, 3).CopyTo(samples.AsSpan(3 * pixel));
        }

        return new RgbImage(width, height, samples);
    }
}
