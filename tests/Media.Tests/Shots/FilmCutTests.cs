using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Shots;
using MoTE.Indexing.Testing.Films;

namespace MoTE.Indexing.Media.Tests.Shots;

/// <summary>Films that are made up of painted scenes: every join is one cut, and nothing else is.</summary>
public sealed class FilmCutTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(23.976)]
    [InlineData(24)]
    [InlineData(60)]
    [InlineData(120)]
    public void Film_HardCuts_AreToldAtTheExactFrame(double framesPerSecond)
    {
        var film = new Film(Takes(1, JoinKind.Cut, 0, 1.7, 2.3, 1.1, 3), framesPerSecond);
        Assert.Equal(film.Transitions.Select(cut => new ShotCut(cut.FirstFrame, CutKind.Hard)), DetectedCuts.Of(film));
    }

    [Theory]
    [InlineData(JoinKind.Dissolve, 0.3, 25)]
    [InlineData(JoinKind.Dissolve, 0.5, 10)]
    [InlineData(JoinKind.Dissolve, 0.5, 25)]
    [InlineData(JoinKind.Dissolve, 0.5, 60)]
    [InlineData(JoinKind.Dissolve, 1, 24)]
    [InlineData(JoinKind.Dissolve, 1.5, 25)]
    [InlineData(JoinKind.Dissolve, 2, 25)]
    [InlineData(JoinKind.Dissolve, 3, 25)]
    [InlineData(JoinKind.FadeThroughBlack, 0.6, 25)]
    [InlineData(JoinKind.FadeThroughBlack, 1, 60)]
    [InlineData(JoinKind.FadeThroughBlack, 2, 25)]
    [InlineData(JoinKind.FadeThroughWhite, 0.6, 25)]
    [InlineData(JoinKind.FadeThroughWhite, 1, 24)]
    [InlineData(JoinKind.FadeThroughRed, 1, 25)]
    public void Film_GradualCuts_AreToldOnceInsideEach(JoinKind join, double seconds, double framesPerSecond)
    {
        var film = new Film(Takes(2, join, seconds, 2.5, 3, 2.5), framesPerSecond);
        var cuts = DetectedCuts.Of(film);
        Assert.Equal(film.Transitions.Count, cuts.Count);
        Assert.All(cuts.Zip(film.Transitions), pair =>
        {
            Assert.True(pair.Second.Holds(pair.First.Frame), $"{pair.First} is not in {pair.Second}.");
            if (seconds * framesPerSecond > 6) Assert.Equal(CutKind.Gradual, pair.First.Kind);    // few great steps look like a hard cut
        });
    }

    [Theory]
    [InlineData(JoinKind.Wipe, 0.5, 25)]
    [InlineData(JoinKind.Wipe, 1.6, 25)]
    [InlineData(JoinKind.WipeDown, 1, 60)]
    [InlineData(JoinKind.WipeAslant, 0.7, 24)]
    [InlineData(JoinKind.Iris, 0.7, 25)]
    [InlineData(JoinKind.Push, 0.5, 25)]
    [InlineData(JoinKind.PushUp, 0.8, 30)]
    [InlineData(JoinKind.Slide, 0.6, 25)]
    [InlineData(JoinKind.SlideDown, 0.6, 25)]
    [InlineData(JoinKind.Uncover, 0.6, 25)]
    public void Film_Wipes_AreToldOnceInsideEach(JoinKind join, double seconds, double framesPerSecond)
    {
        var random = new Random(11);
        var film = new Film([.. Enumerable.Range(0, 3).Select(_ => new FilmTake(new PaintedScene(random), 2.5, join, seconds))], framesPerSecond);
        var cuts = DetectedCuts.Of(film);
        Assert.Equal(film.Transitions.Count, cuts.Count);
        Assert.All(cuts.Zip(film.Transitions), pair => Assert.True(pair.Second.Holds(pair.First.Frame), $"{pair.First} is not in {pair.Second}."));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(25)]
    public void Film_BlackBetween_IsOneCutWhereTheNextPictureBegins(double framesPerSecond)
    {
        var film = new Film(Takes(9, JoinKind.Black, 0.6, 2.5, 3, 2.5), framesPerSecond);
        Assert.Equal(film.Transitions.Select(join => join.LastFrame), DetectedCuts.Of(film).Select(cut => cut.Frame));
    }

    [Theory]
    [InlineData("stands", 24)]
    [InlineData("pans", 10)]
    [InlineData("pans", 25)]
    [InlineData("pans fast", 25)]
    [InlineData("pans fast", 60)]
    [InlineData("swings round", 25)]
    [InlineData("zooms", 25)]
    [InlineData("shakes", 10)]
    [InlineData("shakes", 25)]
    [InlineData("flash", 10)]
    [InlineData("flash", 25)]
    [InlineData("long flash", 25)]
    [InlineData("flash", 60)]
    [InlineData("lights off", 25)]
    [InlineData("lights on", 24)]
    [InlineData("dims", 25)]
    [InlineData("dims slowly", 25)]
    [InlineData("something passes", 25)]
    [InlineData("something stops before the camera", 25)]
    public void Film_OneShot_HasNoCut(string what, double framesPerSecond)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var film = new Film([new FilmTake(OneShot(what, new Random(seed)), 4)], framesPerSecond);
            Assert.Empty(DetectedCuts.Of(film));
        }
    }

    [Fact]
    public void Film_FadesInAndOut_HasNoCutAtItsEnds()
    {
        var scene = new PaintedScene(new Random(4));
        var film = new Film([new FilmTake(new LitFootage(scene, seconds => (Math.Clamp(Math.Min(seconds, 5 - seconds), 0, 1), 0)), 5)], 25);
        Assert.Empty(DetectedCuts.Of(film));
    }

    [Fact]
    public void Film_VariableRate_HasTheSameCutsInTime()
    {
        var film = new Film(
            [.. Takes(5, JoinKind.Cut, 0, 3, 3), new FilmTake(Scene(new Random(6)), 3, JoinKind.Dissolve, 0.8)],
            length => Uneven(new Random(7), length));
        var cuts = DetectedCuts.Of(film);
        Assert.Equal(film.Transitions.Count, cuts.Count);
        Assert.Equal(new ShotCut(film.Transitions[0].FirstFrame, CutKind.Hard), cuts[0]);
        Assert.All(cuts.Zip(film.Transitions), pair => Assert.True(pair.Second.Holds(pair.First.Frame), $"{pair.First} is not in {pair.Second}."));
    }

    [Fact]
    public void Film_BegunAnywhere_HasTheSameCutsAfterTheLookBehind()
    {
        var random = new Random(8);
        var film = new Film(
            [
                new FilmTake(Scene(random), 2), new FilmTake(Scene(random), 2), new FilmTake(Scene(random), 2, JoinKind.Dissolve, 1), new FilmTake(Scene(random), 1.2),
                new FilmTake(Scene(random), 2, JoinKind.FadeThroughBlack, 1.4), new FilmTake(Scene(random), 2, JoinKind.FadeThroughWhite, 0.8), new FilmTake(Scene(random), 2),
                new FilmTake(Scene(random), 3, JoinKind.Wipe, 0.8), new FilmTake(Scene(random), 2, JoinKind.Dissolve, 3),
            ],
            25);
        var whole = DetectedCuts.Of(film);
        Assert.Equal(8, whole.Count);
        for (var first = 7; first < film.FrameCount - 60; first += 31)
        {
            var decided = first + (int)(25 * ShotDetector.LookBehind.TotalSeconds);
            Assert.Equal(whole.Where(cut => cut.Frame >= decided), DetectedCuts.Of(film, first).Where(cut => cut.Frame >= decided));
        }
    }

    [Fact]
    public void Film_PlainColours_HasACutWhereTheColourChangesForGood()
    {
        byte[] levels = [.. Enumerable.Repeat((byte)30, 40), .. Enumerable.Repeat((byte)160, 40), 30, 30, .. Enumerable.Repeat((byte)160, 40)];
        var cuts = DetectedCuts.Of(levels.Select((level, frame) => (new RgbImage(32, 18, [.. Enumerable.Repeat(level, 3 * 32 * 18)]), TimeSpan.FromSeconds(frame / 25.0))));
        Assert.Equal([new ShotCut(40, CutKind.Hard)], cuts);
    }

    private static PaintedScene Scene(Random random) => new(random, CameraPath.Shake(random, 3));

    private static List<FilmTake> Takes(int seed, JoinKind join, double joinSeconds, params double[] seconds)
    {
        var random = new Random(seed);
        return [.. seconds.Select(length => new FilmTake(Scene(random), length, join, joinSeconds))];
    }

    private static IFootage OneShot(string what, Random random) => what switch
    {
        "stands" => new PaintedScene(random),
        "pans" => new PaintedScene(random, CameraPath.Pan(0.4)),
        "pans fast" => new PaintedScene(random, CameraPath.Pan(-1.5)),
        "swings round" => new PaintedScene(random, CameraPath.Pan(3, 1.5, 1.9)),
        "zooms" => new PaintedScene(random, CameraPath.Zoom(0.3)),
        "shakes" => new PaintedScene(random, CameraPath.Shake(random, 10)),
        "flash" => LitFootage.Flash(Scene(random), 2, 0.08),
        "long flash" => LitFootage.Flash(Scene(random), 2, 0.2),
        "lights off" => LitFootage.Switched(Scene(random), 2, on: false),
        "lights on" => LitFootage.Switched(Scene(random), 2, on: true),
        "dims slowly" => LitFootage.Dimmed(Scene(random), 0.3, 3.5, 0.4),
        "something passes" => new PassedFootage(Scene(random), new PaintedScene(random), 1, 0.6, 1.5),
        "something stops before the camera" => new PassedFootage(Scene(random), new PaintedScene(random), 1, 2, 1, 0.6),
        "dims" => LitFootage.Dimmed(Scene(random), 1, 1.5, 0.3),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such shot."),
    };

    // 8 to 50 frames a second.
    private static IEnumerable<double> Uneven(Random random, double length)
    {
        for (var time = 0.0; time < length; time += 0.02 + (0.105 * random.NextDouble() * random.NextDouble())) yield return time;
    }
}
