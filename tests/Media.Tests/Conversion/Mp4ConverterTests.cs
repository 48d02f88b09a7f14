using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Conversion;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests.Conversion;

public sealed class Mp4ConverterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ConvertAsync_AnyCodec_MakesH264AndAacOfTheSameLength()
    {
        var source = _folder.File("old.avi");
        await TestClips.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc=size=96x64:rate=25:duration=2", "-f", "lavfi", "-i", "sine=duration=2", "-c:v", "mpeg4", "-c:a", "ac3", source);

        var done = await ConvertAsync(source, Mp4Conversion.Everything);

        var made = await new MediaProbe().ProbeAsync(_folder.File("made.mp4"), Token);
        Assert.Equal(("h264", "yuv420p", 96, 64), (made.Codec, made.PixelFormat, made.DisplayWidth, made.DisplayHeight));
        Assert.InRange(made.Duration!.Value.TotalSeconds, 1.95, 2.1);
        Assert.InRange(done.TotalSeconds, 1.5, 2.1);
        Assert.Equal("aac", await SoundAsync("made.mp4"));
    }

    [Fact]
    public async Task ConvertAsync_KeepingThePicture_CopiesItPacketByPacket()
    {
        var clip = await TestClips.PatternAsync(_folder, "clip.mkv", 2);

        _ = await ConvertAsync(clip, new Mp4Conversion(KeepsPicture: true, KeepsSound: true));

        var packets = await PacketsAsync("clip.mkv");
        Assert.Equal(50, packets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(packets, await PacketsAsync("made.mp4"));
    }

    [Fact]
    public async Task ConvertAsync_LargeTurnedPictureOfWidePixels_IsShrunkAndUprightWithSquarePixels()
    {
        var wide = await TestClips.PatternAsync(_folder, "wide.mp4", 0.2, size: "1440x1080", filter: "setsar=4/3");
        var turned = TestClips.Turn(_folder, wide, "turned.mp4", 90);

        _ = await ConvertAsync(turned, Mp4Conversion.Everything);

        var made = await new MediaProbe().ProbeAsync(_folder.File("made.mp4"), Token);
        Assert.Equal((720, 1280, 0, 1.0), (made.StoredWidth, made.StoredHeight, made.RotationDegrees, made.PixelAspectRatio));
    }

    [Fact]
    public async Task ConvertAsync_SmallOddPicture_KeepsItsSizeToAnEvenNumber()
    {
        var source = _folder.File("odd.gif");
        await TestClips.FfmpegAsync("-f", "lavfi", "-i", "testsrc=size=51x37:rate=10:duration=0.5", source);

        _ = await ConvertAsync(source, Mp4Conversion.Everything);

        var made = await new MediaProbe().ProbeAsync(_folder.File("made.mp4"), Token);
        Assert.InRange(made.StoredWidth, 50, 52);
        Assert.InRange(made.StoredHeight, 36, 38);
    }

    [Theory]
    [InlineData("clip.mp4", 1.0, 0.4, 10)]
    [InlineData("clip.mkv", 1.2, 0.2, 5)]
    [InlineData("clip.mp4", 1.6, 60, 10)]
    public async Task CutAsync_BetweenKeyframes_HasExactlyTheFramesOfThePart(string name, double start, double length, int frames)
    {
        var source = _folder.File(name);
        await TestClips.FfmpegAsync(
            "-f", "lavfi", "-i", "color=black:size=64x64:rate=25:duration=1", "-f", "lavfi", "-i", "color=white:size=64x64:rate=25:duration=1",
            "-filter_complex", "concat", "-g", "250", "-pix_fmt", "yuv420p", source);

        await new Mp4Converter().CutAsync(source, _folder.File("part.mp4"), TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(length), Token);

        await TestClips.FfmpegAsync("-i", _folder.File("part.mp4"), "-vf", "scale=1:1", "-pix_fmt", "gray", "-f", "rawvideo", _folder.File("part.gray"));
        var levels = await File.ReadAllBytesAsync(_folder.File("part.gray"), Token);
        Assert.Equal(frames, levels.Length);
        Assert.All(levels, level => Assert.InRange(level, 250, 255));
    }

    [Fact]
    public async Task ConvertAsync_Finished_BeginsWithItsIndex()
    {
        var clip = await TestClips.PatternAsync(_folder, "clip.mkv", 1);

        _ = await ConvertAsync(clip, Mp4Conversion.Everything);

        var bytes = await File.ReadAllBytesAsync(_folder.File("made.mp4"), Token);
        Assert.InRange(bytes.AsSpan().IndexOf("moov"u8), 0, bytes.AsSpan().IndexOf("mdat"u8));
    }

    [Fact]
    public async Task ConvertAsync_LargerThanAllowed_IsGivenUpAndLeavesNothing()
    {
        var clip = await TestClips.PatternAsync(_folder, "clip.mkv", 4);
        var converter = new Mp4Converter(options: new Mp4ConversionOptions { OutputBytesMost = 4096 });

        var failure = await Assert.ThrowsAsync<UnusableFileException>(() => converter.ConvertAsync(clip, _folder.File("made.mp4"), Mp4Conversion.Everything, null, Token));

        Assert.Equal("clip.mkv would become larger than 4096 bytes as MP4.", failure.Message);
        Assert.False(File.Exists(_folder.File("made.mp4")));
    }

    [Fact]
    public async Task ConvertAsync_Cancelled_LeavesNothing()
    {
        var clip = await TestClips.PatternAsync(_folder, "clip.mkv", 10, size: "640x360");
        var converter = new Mp4Converter(options: new Mp4ConversionOptions { Preset = "placebo" });
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var begun = new CallingProgress(_ => cancelled.Cancel());

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => converter.ConvertAsync(clip, _folder.File("made.mp4"), Mp4Conversion.Everything, begun, cancelled.Token));

        Assert.False(File.Exists(_folder.File("made.mp4")));
    }

    [Fact]
    public async Task ConvertAsync_PlaylistNamedVideo_IsRefused()
    {
        var path = _folder.File("list.mp4");
        await File.WriteAllTextAsync(path, "#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n", Token);

        _ = await Assert.ThrowsAsync<UnusableFileException>(() => ConvertAsync(path, Mp4Conversion.Everything));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<TimeSpan> ConvertAsync(string source, Mp4Conversion conversion)
    {
        var done = TimeSpan.Zero;
        await new Mp4Converter().ConvertAsync(source, _folder.File("made.mp4"), conversion, new CallingProgress(value => done = value), Token);
        return done;
    }

    private async Task<string> SoundAsync(string name) =>
        (await ProbeAsync("-select_streams", "a:0", "-show_entries", "stream=codec_name", "-of", "csv=p=0", _folder.File(name))).Trim();

    private Task<string> PacketsAsync(string name) =>
        ProbeAsync("-select_streams", "v:0", "-show_entries", "packet=data_hash", "-show_data_hash", "sha256", "-of", "csv=p=0", "-bitexact", _folder.File(name));

    private static async Task<string> ProbeAsync(params string[] arguments)
    {
        var tools = await FfmpegLocator.FindAsync(new MediaOptions(), Token);
        using var probe = FfmpegProcess.Start(tools.Ffprobe, ["-v", "error", .. arguments]);
        return await probe.ReadTextAsync(1 << 20, Token);
    }

    private sealed class CallingProgress(Action<TimeSpan> call) : IProgress<TimeSpan>
    {
        public void Report(TimeSpan value) => call(value);
    }
}
