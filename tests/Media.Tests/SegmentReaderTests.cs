using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests;

public sealed class SegmentReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The first frame of each of eight equal parts.</summary>
    internal static IReadOnlyList<int> Sampling(int frames) => [.. Enumerable.Range(0, 8).Select(x => frames * x / 8)];

    internal static async Task<List<SegmentView<RgbImage>>> ReadAsync(string path, double longestSeconds, CancellationToken cancellationToken, MediaOptions? options = null)
    {
        var reader = new SegmentReader(options);
        var plan = await reader.PlanAsync(path, TimeSpan.FromSeconds(longestSeconds), cancellationToken);
        var views = new List<SegmentView<RgbImage>>();
        await foreach (var view in reader.ReadAsync(plan, Sampling, image => image, cancellationToken)) views.Add(view);
        return views;
    }

    [Theory]
    [InlineData("clip.mp4")]
    [InlineData("clip.mkv")]
    [InlineData("clip.ts")]
    public async Task Read_LongerThanASegment_GivesTheSampledFramesOfEach(string name)
    {
        var path = await TestClips.PatternAsync(_folder, name, 5);
        var all = await TestClips.DecodeAsync(path);
        var views = await ReadAsync(path, 2, TestContext.Current.CancellationToken);
        Assert.Equal(3, views.Count);
        Assert.Equal(all.Count, views[^1].Range.EndFrame);
        foreach (var view in views)
        {
            Assert.Equal(Sampling(view.Range.FrameCount).Select(offset => view.Range.FirstFrame + offset), view.FrameNumbers);
            Assert.Equal(view.FrameNumbers.Select(number => all[number].Image.Samples), view.Frames.Select(image => image.Samples));
            Assert.Equal(all[view.Range.FirstFrame].Time, view.Range.Start);
        }
    }

    [Fact]
    public async Task Read_FewerFramesThanAView_RepeatsThem()
    {
        var path = await TestClips.PatternAsync(_folder, "short.mp4", 0.12);
        var view = Assert.Single(await ReadAsync(path, 10, TestContext.Current.CancellationToken));
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2], view.FrameNumbers);
        Assert.Same(view.Frames[0], view.Frames[2]);
    }

    [Fact]
    public async Task Read_FramesThatDoNotDecode_PlansTheRestAnew()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 5);
        await TestClips.SpoilAsync(path, 60, 99);
        Assert.InRange(await VerifyDamagedAsync(path), 60, 100);
    }

    [Fact]
    public async Task Read_Truncated_GoesAsFarAsItGoes()
    {
        var whole = await TestClips.PatternAsync(_folder, "whole.mkv", 6);
        var path = _folder.File("cut.mkv");
        await File.WriteAllBytesAsync(path, File.ReadAllBytes(whole)[..(int)(new FileInfo(whole).Length * 2 / 3)], TestContext.Current.CancellationToken);
        await VerifyDamagedAsync(path);
    }

    [Fact]
    public async Task Read_SampleOutsideTheSegment_IsTheCallersMistake()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 1);
        var reader = new SegmentReader();
        var plan = await reader.PlanAsync(path, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        _ = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
        {
            await foreach (var _ in reader.ReadAsync(plan, frames => [frames], image => image, TestContext.Current.CancellationToken)) Assert.Fail("A view came.");
        });
    }

    private static async Task<int> VerifyDamagedAsync(string path)
    {
        var options = new MediaOptions { DecoderThreads = 1 };    // with more, FFmpeg hides damage differently each time
        var all = await TestClips.DecodeAsync(path, options: options);
        var views = await ReadAsync(path, 2, TestContext.Current.CancellationToken, options);
        Assert.NotEmpty(views);
        Assert.Equal(0, views[0].Range.FirstFrame);
        for (var i = 1; i < views.Count; i++) Assert.Equal(views[i - 1].Range.EndFrame, views[i].Range.FirstFrame);
        Assert.Equal(all.Count, views[^1].Range.EndFrame);
        Assert.All(views, view => Assert.Equal(view.FrameNumbers.Select(number => all[number].Image.Samples), view.Frames.Select(image => image.Samples)));
        Assert.All(views, view => Assert.InRange((view.Range.End - view.Range.Start).TotalSeconds, 0, 2));
        return all.Count;
    }
}
