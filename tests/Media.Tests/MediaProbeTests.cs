using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests;

public sealed class MediaProbeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Probe_PlainClip_SaysWhatItIs()
    {
        var info = await ProbeAsync(await TestClips.PatternAsync(_folder, "clip.mp4", 2));
        Assert.Equal((96, 64, 0), (info.FrameWidth, info.FrameHeight, info.RotationDegrees));
        Assert.Equal(("h264", "yuv420p", 25.0, 50L), (info.Codec, info.PixelFormat, info.FrameRate, info.ClaimedFrames));
        Assert.Equal(TimeSpan.FromSeconds(2), info.Duration);
        Assert.False(info.HasAudio);
    }

    [Theory]
    [InlineData(90, 64, 96)]
    [InlineData(180, 96, 64)]
    [InlineData(270, 64, 96)]
    public async Task Probe_TurnedClip_SwapsSides(int degrees, int width, int height)
    {
        var clip = await TestClips.PatternAsync(_folder, "clip.mp4", 0.2);
        var info = await ProbeAsync(TestClips.Turn(_folder, clip, "turned.mp4", degrees));
        Assert.Equal((width, height, degrees), (info.FrameWidth, info.FrameHeight, info.RotationDegrees));
    }

    [Fact]
    public async Task Probe_WidePixels_StretchTheDisplayOnly()
    {
        var info = await ProbeAsync(await TestClips.PatternAsync(_folder, "wide.mp4", 0.2, filter: "setsar=4/3"));
        Assert.Equal((96, 64, 128, 64), (info.FrameWidth, info.FrameHeight, info.DisplayWidth, info.DisplayHeight));
    }

    [Fact]
    public async Task Probe_NoSuchFile_SaysSo() => await RefusedAsync(_folder.File("none.mp4"), "does not exist");

    [Fact]
    public async Task Probe_Folder_SaysSo() => await RefusedAsync(_folder.Path, "is a folder");

    [Fact]
    public async Task Probe_EmptyFile_SaysSo() => await RefusedAsync(Written("empty.mp4", ""), "is empty (0 bytes)");

    [Fact]
    public async Task Probe_TextNamedMp4_IsNotAVideo() => await RefusedAsync(Written("text.mp4", "This is no video.\n"), "is not a video");

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile '/etc/passwd'\n")]
    public async Task Probe_FileThatNamesOtherFiles_IsRefused(string text) => await RefusedAsync(Written("list.mp4", text), "not");

    [Fact]
    public async Task Probe_SoundOnly_HasNoVideoStream()
    {
        var path = _folder.File("sound.m4a");
        await TestClips.FfmpegAsync("-f", "lavfi", "-i", "sine=duration=1", path);
        await RefusedAsync(path, "has no video stream: it holds only audio");
    }

    [Fact]
    public async Task Probe_SoundWithCoverPicture_HasNoVideoStream()
    {
        var path = _folder.File("song.m4a");
        await TestClips.FfmpegAsync(
            "-f", "lavfi", "-i", "sine=duration=1", "-f", "lavfi", "-i", "color=red:size=64x64:duration=1:rate=1",
            "-map", "0", "-map", "1", "-frames:v", "1", "-c:v", "mjpeg", "-disposition:v:0", "attached_pic", path);
        await RefusedAsync(path, "has no video stream: it holds only audio and a cover picture");
    }

    [Fact]
    public async Task Probe_Picture_IsNotAVideo()
    {
        var path = _folder.File("picture.png");
        await TestClips.FfmpegAsync("-f", "lavfi", "-i", "testsrc=size=64x64", "-frames:v", "1", path);
        await RefusedAsync(path, "not in a video format");
    }

    [Fact]
    public async Task Probe_LargerThanAllowed_IsRefused()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 0.2);
        await RefusedAsync(path, "96x64 pixels, but at most 80 a side", new MediaOptions { MaxSide = 80 });
        await RefusedAsync(path, "larger frames than the 6000 pixels", new MediaOptions { MaxPixels = 6000 });
    }

    [Fact]
    public async Task Probe_NoTimeLeft_GivesUp() =>
        await RefusedAsync(await TestClips.PatternAsync(_folder, "clip.mp4", 0.2), "was given up", new MediaOptions { ProbeLimit = TimeSpan.FromTicks(1) });

    [Fact]
    public async Task Probe_FfmpegMissing_SaysHowToGetIt()
    {
        var clip = await TestClips.PatternAsync(_folder, "clip.mp4", 0.2);

        var failure = await Assert.ThrowsAsync<UserErrorException>(() => new MediaProbe(new MediaOptions { FfmpegFolder = _folder.Path }).ProbeAsync(clip, TestContext.Current.CancellationToken));

        Assert.StartsWith("ffmpeg is missing: install", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadTimeline_ConstantRate_ListsEveryFrame()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 2);
        var timeline = await TimelineAsync(path);
        Assert.Equal(Enumerable.Range(0, 50).Select(number => TimeSpan.FromMilliseconds(40 * number)), timeline.FrameTimes);
        Assert.Equal(TimeSpan.FromSeconds(2), timeline.End);
    }

    [Fact]
    public async Task ReadTimeline_RawStream_CountsFrames()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.h264", 1);
        var timeline = await TimelineAsync(path);
        Assert.Equal(25, timeline.FrameTimes.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(40), timeline.FrameTimes[1]);
    }

    [Fact]
    public async Task ReadTimeline_TooManyFrames_IsRefused()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 1);
        var failure = await Assert.ThrowsAsync<UnusableFileException>(() => TimelineAsync(path, new MediaOptions { MaxFrames = 24 }));
        Assert.EndsWith("has more than 24 frames.", failure.Message);
    }

    private static async Task<VideoTimeline> TimelineAsync(string path, MediaOptions? options = null) =>
        await new MediaProbe(options).ReadTimelineAsync(path, await ProbeAsync(path), TestContext.Current.CancellationToken);

    private static Task<VideoStreamInfo> ProbeAsync(string path) => new MediaProbe().ProbeAsync(path, TestContext.Current.CancellationToken);

    private static async Task RefusedAsync(string path, string because, MediaOptions? options = null)
    {
        var failure = await Assert.ThrowsAsync<UnusableFileException>(() => new MediaProbe(options).ProbeAsync(path, TestContext.Current.CancellationToken));
        Assert.Contains(because, failure.Message);
        Assert.EndsWith(".", failure.Message);
        Assert.DoesNotContain("\n", failure.Message);
        Assert.DoesNotContain(Path.GetDirectoryName(path)!, failure.Message);
        Assert.Equal(path, failure.Path);
    }

    private string Written(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}
