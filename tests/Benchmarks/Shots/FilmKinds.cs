using System.Globalization;
using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Benchmarks.Shots;

/// <summary>The kinds of films that cuts are looked for in: takes that are joined, and single shots in which something happens that is no cut.</summary>
internal static class FilmKinds
{
    private const int TakesOfAFilm = 4;
    private const double SecondsOfAShot = 6;

    private static readonly JoinKind[] Wipes =
        [JoinKind.Wipe, JoinKind.WipeDown, JoinKind.WipeAslant, JoinKind.Iris, JoinKind.Push, JoinKind.PushUp, JoinKind.Slide, JoinKind.SlideDown, JoinKind.Uncover];

    /// <summary>Films of painted scenes.</summary>
    public static IEnumerable<FilmKind> Painted =>
        [.. Joined((random, _, _) => new PaintedScene(random, CameraPath.Shake(random, 3))), .. OneShot(OfPainted, 10, 24, 60)];

    /// <summary>Films of real clips.</summary>
    public static IEnumerable<FilmKind> Recorded(IReadOnlyList<RecordedFootage> clips) =>
    [
        .. Joined((random, take, seconds) => Pick(clips, random, take).From(random, seconds)),
        .. OneShot((what, random) => Disturbed(what, random, clips[random.Next(clips.Count)].From(random, SecondsOfAShot)), 10, 25),
    ];

    private static IEnumerable<FilmKind> Joined(Func<Random, int, double, IFootage> footage)
    {
        foreach (var rate in (double[])[10, 24, 60]) yield return Films("hard cuts", JoinClass.Hard, rate, JoinKind.Cut, 0);
        foreach (var seconds in (double[])[0.4, 0.8, 1.2, 1.6, 2, 3, 4]) yield return Films("dissolves", JoinClass.Dissolve, 25, JoinKind.Dissolve, seconds);
        foreach (var rate in (double[])[10, 60]) yield return Films("dissolves", JoinClass.Dissolve, rate, JoinKind.Dissolve, 0.8);
        foreach (var join in (JoinKind[])[JoinKind.FadeThroughBlack, JoinKind.FadeThroughWhite, JoinKind.FadeThroughRed])
        {
            foreach (var seconds in (double[])[0.6, 1.5, 3]) yield return Films(Name(join), JoinClass.Fade, 25, join, seconds);
        }

        yield return Films("black between", JoinClass.Fade, 25, JoinKind.Black, 0.5);
        foreach (var join in Wipes)
        {
            foreach (var seconds in (double[])[0.4, 1]) yield return Films(Name(join), JoinClass.Wipe, 25, join, seconds);
        }

        FilmKind Films(string name, JoinClass joins, double rate, JoinKind join, double joinSeconds) =>
            new(string.Create(CultureInfo.InvariantCulture, $"{name}{(joinSeconds > 0 ? $" of {joinSeconds} s" : "")}{(rate == 25 ? "" : $", {rate} a second")}"), rate, random => Takes(random, join, joinSeconds)) { Joins = joins };

        List<FilmTake> Takes(Random random, JoinKind join, double joinSeconds) =>
        [
            .. Enumerable.Range(0, TakesOfAFilm).Select(take =>
            {
                var seconds = 1.5 + (2 * random.NextDouble());
                return new FilmTake(footage(random, take, seconds + (2 * joinSeconds)), seconds, join, joinSeconds);
            }),
        ];
    }

    private static string Name(JoinKind join) => join switch
    {
        JoinKind.FadeThroughBlack => "fades through black",
        JoinKind.FadeThroughWhite => "fades through white",
        JoinKind.FadeThroughRed => "fades through red",
        JoinKind.Wipe => "wipes to the right",
        JoinKind.WipeDown => "wipes down",
        JoinKind.WipeAslant => "wipes aslant",
        JoinKind.Iris => "irises",
        JoinKind.Push => "pushes to the left",
        JoinKind.PushUp => "pushes up",
        JoinKind.Slide => "slides to the left",
        JoinKind.SlideDown => "slides down",
        JoinKind.Uncover => "uncovering to the left",
        _ => throw new ArgumentOutOfRangeException(nameof(join), join, "It has no name."),
    };

    private static IEnumerable<FilmKind> OneShot(Func<string, Random, IFootage?> shot, params double[] rates)
    {
        string[] happenings =
        [
            "nothing happens", "slow pan", "fast pan", "camera shake", "zoom", "flashes", "lights switched", "light dims", "light changes slowly", "something passes", "something stops before the camera",
        ];
        foreach (var what in happenings)
        {
            foreach (var rate in rates)
            {
                if (shot(what, new Random(0)) is not null)
                {
                    yield return new(string.Create(CultureInfo.InvariantCulture, $"{what}, {rate} a second"), rate, random => [new FilmTake(shot(what, random)!, SecondsOfAShot)]);
                }
            }
        }
    }

    private static IFootage? OfPainted(string what, Random random) => what switch
    {
        "slow pan" => new PaintedScene(random, CameraPath.Pan(0.1 + (0.4 * random.NextDouble()))),
        "fast pan" => new PaintedScene(random, CameraPath.Pan(1 + (2 * random.NextDouble()), 2, 2.3 + (0.7 * random.NextDouble()))),
        "camera shake" => new PaintedScene(random, CameraPath.Shake(random, 5 + (10 * random.NextDouble()))),
        "zoom" => new PaintedScene(random, CameraPath.Zoom(-0.2 + (0.5 * random.NextDouble()))),
        _ => Disturbed(what, random, new PaintedScene(random, CameraPath.Shake(random, 3))),
    };

    private static IFootage? Disturbed(string what, Random random, IFootage footage) => what switch
    {
        "nothing happens" => footage,
        "flashes" => LitFootage.Flash(LitFootage.Flash(footage, 1 + random.NextDouble(), 0.03 + (0.2 * random.NextDouble())), 4 + random.NextDouble(), 0.03 + (0.2 * random.NextDouble())),
        "lights switched" => LitFootage.Switched(footage, 2 + (2 * random.NextDouble()), random.Next(2) == 0),
        "light dims" => LitFootage.Dimmed(footage, 1 + random.NextDouble(), 0.5 + (2 * random.NextDouble()), 0.2 + (0.5 * random.NextDouble())),
        "light changes slowly" => LitFootage.Dimmed(footage, 0.5, 3 + (2 * random.NextDouble()), 0.3 + random.NextDouble()),
        "something passes" => new PassedFootage(footage, new PaintedScene(random), 1 + random.NextDouble(), 0.2 + (0.6 * random.NextDouble()), 0.8 + (2 * random.NextDouble())),
        "something stops before the camera" => new PassedFootage(footage, new PaintedScene(random), 1 + random.NextDouble(), 2, 0.5 + random.NextDouble(), 0.3 + (0.4 * random.NextDouble())),
        _ => null,
    };

    // Takes of one film are of different clips: between two moments of one clip there need not be a cut.
    private static RecordedFootage Pick(IReadOnlyList<RecordedFootage> clips, Random random, int take) =>
        clips[take + (TakesOfAFilm * random.Next((clips.Count - take + TakesOfAFilm - 1) / TakesOfAFilm))];
}
