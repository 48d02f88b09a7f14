using MoTE.Indexing.Media.Chunks;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests.Chunks;

public sealed class ChunkPlannerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Divide_KeyframesEverySecond_BordersAreTheFirstKeyframesAfterTheLength()
    {
        var chunks = ChunkPlanner.Divide(Timeline(frames: 100, keyEvery: 10), seekable: true, TimeSpan.FromSeconds(2.5));
        Assert.Equal([(0, 0, 30), (1, 30, 30), (2, 60, 40)], chunks.Select(chunk => (chunk.Number, chunk.FirstFrame, chunk.FrameCount)));
        Assert.Equal([0, 3, 6], chunks.Select(chunk => chunk.Start.TotalSeconds));
        Assert.Equal([3, 6, 10], chunks.Select(chunk => chunk.End.TotalSeconds));
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(10, false)]
    public void Divide_NoKeyframeOrNoSeeking_IsOneChunk(int keyEvery, bool seekable)
    {
        var chunk = Assert.Single(ChunkPlanner.Divide(Timeline(100, keyEvery), seekable, TimeSpan.FromSeconds(1)));
        Assert.Equal(new ChunkRange(0, 0, 100, TimeSpan.Zero, TimeSpan.FromSeconds(10)), chunk);
    }

    [Fact]
    public void Divide_LengthOfZero_IsTheCallersMistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ChunkPlanner.Divide(Timeline(10, 1), seekable: true, TimeSpan.Zero));

    [Fact]
    public async Task Plan_File_SaysWhereItsKeyframesAre()
    {
        var path = _folder.File("clip.mp4");
        await TestClips.FfmpegAsync("-f", "lavfi", "-i", "testsrc=size=96x64:rate=25:duration=4", "-c:v", "libx264", "-g", "40", "-sc_threshold", "0", "-pix_fmt", "yuv420p", path);
        var plan = await new ChunkPlanner().PlanAsync(path, new ChunkOptions { ChunkLength = TimeSpan.FromSeconds(1) }, TestContext.Current.CancellationToken);
        Assert.True(plan.Timeline.IsSeekable);
        Assert.Equal([0, 40, 80], plan.Timeline.KeyFrames);
        Assert.Equal([0, 40, 80], plan.Chunks.Select(chunk => chunk.FirstFrame));
    }

    [Fact]
    public async Task Plan_StreamWithoutTimes_IsOneChunk()
    {
        var path = _folder.File("clip.h264");
        await TestClips.FfmpegAsync("-f", "lavfi", "-i", "testsrc=size=96x64:rate=25:duration=4", "-c:v", "libx264", "-g", "20", "-pix_fmt", "yuv420p", path);
        var plan = await new ChunkPlanner().PlanAsync(path, new ChunkOptions { ChunkLength = TimeSpan.FromSeconds(1) }, TestContext.Current.CancellationToken);
        Assert.Single(plan.Chunks);
        Assert.Equal(100, plan.Timeline.FrameTimes.Count);
    }

    // Ten frames a second.
    private static VideoTimeline Timeline(int frames, int keyEvery) =>
        new([.. Enumerable.Range(0, frames).Select(number => TimeSpan.FromSeconds(number / 10.0))], TimeSpan.FromSeconds(frames / 10.0))
        {
            KeyFrames = [.. Enumerable.Range(0, frames).Where(number => number % keyEvery == 0)],
            IsSeekable = true,
        };
}
