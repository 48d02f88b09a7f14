using MoTE.Indexing.Media.Chunks;
using MoTE.Indexing.Media.Shots;

namespace MoTE.Indexing.Media.Tests.Chunks;

public sealed class PictureLimitsTests
{
    [Theory]
    [InlineData(25)]
    [InlineData(60)]
    [InlineData(240)]
    [InlineData(1000)]
    public void For_Rate_UndecidedFramesFitIntoTheRoomOfAPart(int fps)
    {
        var limits = PictureLimits.For(new ChunkOptions(), Timeline(fps), 398 * 224 * 3);
        Assert.Equal(256, limits.PartCapacity);
        AssertFit(limits, fps);
    }

    [Fact]
    public void For_VeryWidePictures_HoldsFewer()
    {
        var limits = PictureLimits.For(new ChunkOptions { MaxHeldBytes = 30_000_000 }, Timeline(25), 1_000_000);
        Assert.Equal(10, limits.PartCapacity);
        AssertFit(limits, 25);
    }

    [Fact]
    public void Holds_Numbers_EveryNthOrNone()
    {
        Assert.True(new PictureLimits(2, 10).Holds(4));
        Assert.False(new PictureLimits(2, 10).Holds(5));
        Assert.False(PictureLimits.None.Holds(0));
    }

    private static void AssertFit(PictureLimits limits, int fps)
    {
        var undecided = (fps * ShotDetector.LookAhead.TotalSeconds) + 1;
        Assert.InRange(limits.HeldEvery * limits.PartCapacity, undecided, undecided + limits.PartCapacity);
    }

    private static VideoTimeline Timeline(int fps) =>
        new([.. Enumerable.Range(0, 10 * fps).Select(number => TimeSpan.FromSeconds((double)number / fps))], TimeSpan.FromSeconds(10));
}
