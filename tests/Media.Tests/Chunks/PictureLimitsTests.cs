using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Media.Tests.Chunks;

public sealed class PictureLimitsTests
{
    [Theory]
    [InlineData(25, 1, 256)]
    [InlineData(60, 1, 256)]
    [InlineData(240, 2, 256)]
    [InlineData(1000, 8, 256)]
    public void For_Rate_HoldsAsManyPicturesOfUndecidedFramesAsOfAPart(int fps, int heldEvery, int capacity) =>
        Assert.Equal(new PictureLimits(heldEvery, capacity), PictureLimits.For(new ChunkOptions(), Timeline(fps), 398 * 224 * 3));

    [Fact]
    public void For_VeryWidePictures_HoldsFewer()
    {
        var limits = PictureLimits.For(new ChunkOptions { MaxHeldBytes = 30_000_000 }, Timeline(25), 1_000_000);
        Assert.Equal(10, limits.PartCapacity);
        Assert.Equal(6, limits.HeldEvery);
    }

    [Fact]
    public void Holds_Numbers_EveryNthOrNone()
    {
        Assert.True(new PictureLimits(2, 10).Holds(4));
        Assert.False(new PictureLimits(2, 10).Holds(5));
        Assert.False(PictureLimits.None.Holds(0));
    }

    private static VideoTimeline Timeline(int fps) =>
        new([.. Enumerable.Range(0, 10 * fps).Select(number => TimeSpan.FromSeconds((double)number / fps))], TimeSpan.FromSeconds(10));
}
