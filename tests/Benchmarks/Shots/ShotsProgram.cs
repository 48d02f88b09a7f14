using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Shots;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Benchmarks.Shots;

/// <summary>Measures how well cuts are found, and what it costs, on films that are made up from a seed; prints tables in Markdown.</summary>
/// <remarks>Painted scenes; and, where the reference clips are, those of them that have no cut, joined at random.</remarks>
internal static class ShotsProgram
{
    private const int FilmsOfAKind = 20;
    private const int TakesOfAFilm = 4;

    // No cut is known in any of these.
    private static readonly string[] Clips =
    [
        "black_swan.mp4", "bottles_on_table.mp4", "bunny_skipping.webm", "cars_from_above.mp4", "cup_shuffle.mp4", "dog_treat_plaza.mp4", "football_juggling.mp4", "kids_jumping_bed.mp4",
        "letter_blocks.mp4", "people_at_table.mp4", "pouring_coffee.mp4", "sign_bird.mkv", "sign_book.mkv", "sign_eat.mkv", "sign_night.mkv", "sign_thanks.mkv", "sign_walk.mkv",
    ];

    /// <summary>All tables.</summary>
    public static async Task RunAsync(int seed)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}. Painted scenes:\n\n{ShotScore.Head}"));
        Joins(seed, (random, _, _) => new PaintedScene(random, CameraPath.Shake(random, 3)));
        Disturbances(seed, [10, 24, 60], OfPainted);
        if (ReferenceMedia.Folder is { } folder)
        {
            var clips = new List<RecordedFootage>();
            foreach (var clip in Clips) clips.Add(await RecordedFootage.ReadAsync(Path.Combine(folder, clip)));
            Console.WriteLine($"\nReal clips:\n\n{ShotScore.Head}");
            Joins(seed, (random, take, seconds) => Pick(clips, random, take).From(random, seconds));
            Disturbances(seed, [10, 25], (what, random) => OfRecorded(what, random, clips));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{MillisecondsPerFrame(seed):0.000} ms of processor time a frame of 398x224."));
    }

    private static void Joins(int seed, Func<Random, int, double, IFootage> footage)
    {
        foreach (var rate in (double[])[10, 24, 60]) Score($"hard cuts, {rate} a second", seed, rate, random => Joined(random, footage, JoinKind.Cut, 0));
        foreach (var seconds in (double[])[0.4, 0.8, 1.2, 1.6, 2, 3, 4]) Score($"dissolves of {seconds} s", seed, 25, random => Joined(random, footage, JoinKind.Dissolve, seconds));
        foreach (var rate in (double[])[10, 60]) Score($"dissolves of 0.8 s, {rate} a second", seed, rate, random => Joined(random, footage, JoinKind.Dissolve, 0.8));
        foreach (var seconds in (double[])[0.6, 1.5, 3])
        {
            Score($"fades through black, {seconds} s", seed, 25, random => Joined(random, footage, JoinKind.FadeThroughBlack, seconds));
            Score($"fades through white, {seconds} s", seed, 25, random => Joined(random, footage, JoinKind.FadeThroughWhite, seconds));
        }

        foreach (var seconds in (double[])[0.4, 1]) Score($"wipes of {seconds} s", seed, 25, random => Joined(random, footage, JoinKind.Wipe, seconds));
    }

    private static void Disturbances(int seed, double[] rates, Func<string, Random, IFootage?> shot)
    {
        foreach (var what in (string[])["nothing happens", "slow pan", "fast pan", "camera shake", "zoom", "flashes", "lights switched", "light dims"])
        {
            foreach (var rate in rates)
            {
                if (shot(what, new Random(seed)) is not null) Score($"{what}, {rate} a second", seed, rate, random => [new FilmTake(shot(what, random)!, 6)]);
            }
        }
    }

    private static void Score(string films, int seed, double rate, Func<Random, IReadOnlyList<FilmTake>> takes)
    {
        var score = new ShotScore();
        for (var film = 0; film < FilmsOfAKind; film++) score.Add(new Film(takes(new Random((seed * 1000) + film)), rate));
        Console.WriteLine(score.Row(films));
    }

    private static List<FilmTake> Joined(Random random, Func<Random, int, double, IFootage> footage, JoinKind join, double joinSeconds)
    {
        return [.. Enumerable.Range(0, TakesOfAFilm).Select(take =>
        {
            var seconds = 1.5 + (2 * random.NextDouble());
            return new FilmTake(footage(random, take, seconds + (2 * joinSeconds)), seconds, join, joinSeconds);
        })];
    }

    private static IFootage? OfPainted(string what, Random random) => what switch
    {
        "slow pan" => new PaintedScene(random, CameraPath.Pan(0.1 + (0.4 * random.NextDouble()))),
        "fast pan" => new PaintedScene(random, CameraPath.Pan(1 + (2 * random.NextDouble()), 2, 2.3 + (0.7 * random.NextDouble()))),
        "camera shake" => new PaintedScene(random, CameraPath.Shake(random, 5 + (10 * random.NextDouble()))),
        "zoom" => new PaintedScene(random, CameraPath.Zoom(-0.2 + (0.5 * random.NextDouble()))),
        _ => Lit(what, random, new PaintedScene(random, CameraPath.Shake(random, 3))),
    };

    private static IFootage? OfRecorded(string what, Random random, List<RecordedFootage> clips) => Lit(what, random, clips[random.Next(clips.Count)].From(random, 6));

    private static IFootage? Lit(string what, Random random, IFootage footage) => what switch
    {
        "nothing happens" => footage,
        "flashes" => LitFootage.Flash(LitFootage.Flash(footage, 1 + random.NextDouble(), 0.03 + (0.2 * random.NextDouble())), 4 + random.NextDouble(), 0.03 + (0.2 * random.NextDouble())),
        "lights switched" => LitFootage.Switched(footage, 2 + (2 * random.NextDouble()), random.Next(2) == 0),
        "light dims" => LitFootage.Dimmed(footage, 1 + random.NextDouble(), 0.5 + (2 * random.NextDouble()), 0.2 + (0.5 * random.NextDouble())),
        _ => null,
    };

    // Takes of one film are of different clips: between two moments of one clip there need not be a cut.
    private static RecordedFootage Pick(List<RecordedFootage> clips, Random random, int take) =>
        clips[take + (TakesOfAFilm * random.Next((clips.Count - take + TakesOfAFilm - 1) / TakesOfAFilm))];

    private static double MillisecondsPerFrame(int seed)
    {
        var random = new Random(seed);
        var frames = new Film(Joined(random, (_, _, _) => new PaintedScene(random, CameraPath.Shake(random, 3)), JoinKind.Dissolve, 1), 25)
            .Frames().Select(frame => (Picture: Enlarge(frame.Picture, 398, 224), frame.Time)).ToList();
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
