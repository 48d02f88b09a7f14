using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Tests;

public sealed class VideoRoundTripTests
{
    [Fact]
    public async Task Run_ManyClips_ComeBackEachWithItsFrames()
    {
        var clips = Enumerable.Range(0, 40).Select(clip => (IReadOnlyList<RgbImage>)[.. Enumerable.Range(0, 1 + (clip % 9)).Select(_ => Plain(6 * clip))]).ToArray();
        var options = new VideoWriterOptions { Width = 48, Height = 32, Crf = 30 };
        var back = await VideoRoundTrip.RunAsync(clips, 8, options, TestContext.Current.CancellationToken);
        Assert.Equal(clips.Select(clip => clip.Count), back.Select(clip => clip.Count));
        for (var clip = 0; clip < clips.Length; clip++)
        {
            Assert.All(back[clip], frame => Assert.Equal((48, 32), (frame.Width, frame.Height)));
            Assert.All(back[clip], frame => Assert.InRange(frame.Samples.Average(sample => (double)sample), (6 * clip) - 5, (6 * clip) + 5));
        }
    }

    [Fact]
    public async Task Run_NothingToEncode_IsRefused()
    {
        _ = await Assert.ThrowsAsync<ArgumentException>(() => VideoRoundTrip.RunAsync([], 8, null, TestContext.Current.CancellationToken));
        _ = await Assert.ThrowsAsync<ArgumentException>(() => VideoRoundTrip.RunAsync([[Plain(1)], []], 8, null, TestContext.Current.CancellationToken));
    }

    private static RgbImage Plain(int level) => new(96, 64, [.. Enumerable.Repeat((byte)level, 3 * 96 * 64)]);
}
