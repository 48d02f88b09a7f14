using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Shots;

namespace MoTE.Indexing.Media.Tests.Shots;

public sealed class ShotDetectorTests
{
    [Fact]
    public void Add_TwoShots_TellsTheCutBetweenThem()
    {
        var detector = new ShotDetector();
        for (var frame = 0; frame < 60; frame++) detector.Add(Plain(frame < 25 ? (byte)40 : (byte)200), TimeSpan.FromSeconds(frame / 25.0));
        detector.Complete();
        Assert.True(detector.TryTake(out var cut));
        Assert.Equal(new ShotCut(25, CutKind.Hard), cut);
        Assert.False(detector.TryTake(out _));
        Assert.Equal(60, detector.DecidedFrames);
    }

    [Fact]
    public void Add_AfterTheEnd_IsTheCallersMistake()
    {
        var detector = new ShotDetector();
        detector.Complete();
        _ = Assert.Throws<InvalidOperationException>(() => detector.Add(Plain(0), TimeSpan.Zero));
    }

    [Fact]
    public void Add_TimeRunsBackwards_IsTheCallersMistake()
    {
        var detector = new ShotDetector();
        detector.Add(Plain(0), TimeSpan.FromSeconds(1));
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => detector.Add(Plain(0), TimeSpan.Zero));
    }

    private static RgbImage Plain(byte level) => new(64, 48, [.. Enumerable.Repeat(level, 64 * 48 * 3)]);
}
