using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests;

public sealed class VideoWriterTests : IDisposable
{
    private static readonly byte[][] Colours = [[200, 30, 30], [30, 200, 30], [30, 30, 200]];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_PlainColours_ComeBack()
    {
        var path = await WriteAsync("clip.mp4", Frames(64, 48), new VideoWriterOptions { Crf = 10 });
        var frames = await TestClips.DecodeAsync(path);
        Assert.Equal(30, frames.Count);
        Assert.Equal(2.9, frames[^1].Time.TotalSeconds, 0.01);
        foreach (var frame in frames)
        {
            for (var c = 0; c < 3; c++) Assert.InRange(frame.Image.Samples[(3 * 1000) + c], Colours[frame.Number / 10][c] - 8, Colours[frame.Number / 10][c] + 8);
        }

        var info = await new MediaProbe().ProbeAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(("h264", "yuv420p", 10.0), (info.Codec, info.PixelFormat, info.FrameRate));
    }

    [Fact]
    public async Task Write_OtherSizeAndQuality_AreKept()
    {
        var path = await WriteAsync("small.mp4", Frames(64, 48), new VideoWriterOptions { Width = 32, Height = 24, Crf = 40, Preset = "ultrafast" });
        Assert.Equal((32, 24), ((await TestClips.DecodeAsync(path))[0].Image.Width, (await TestClips.DecodeAsync(path))[0].Image.Height));
    }

    [Fact]
    public async Task Write_KeyFrames_AreKeyFrames()
    {
        var path = await WriteAsync("keys.mp4", Frames(64, 48), new VideoWriterOptions { KeyFrames = [0, 7, 22] });
        var tools = await FfmpegLocator.FindAsync(new MediaOptions(), TestContext.Current.CancellationToken);
        using var probe = FfmpegProcess.Start(tools.Ffprobe, ["-v", "error", "-show_entries", "frame=key_frame", "-of", "csv=p=0", path]);
        var keys = (await probe.ReadTextAsync(10_000, TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All((int[])[0, 7, 22], number => Assert.StartsWith("1", keys[number]));
        Assert.Equal(30, keys.Length);
    }

    [Fact]
    public async Task Write_SameFrames_GivesSameBytes()
    {
        var first = await WriteAsync("a.mp4", Frames(64, 48), null);
        var second = await WriteAsync("b.mp4", Frames(64, 48), null);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Fact]
    public async Task Write_WhatCannotBe_LeavesNoFile()
    {
        var token = TestContext.Current.CancellationToken;
        _ = await Assert.ThrowsAsync<ArgumentException>(() => VideoWriter.WriteAsync(_folder.File("odd.mp4"), 63, 48, 10, Frames(63, 48), null, token));
        _ = await Assert.ThrowsAsync<ArgumentException>(() => VideoWriter.WriteAsync(_folder.File("other.mp4"), 64, 64, 10, Frames(64, 48), null, token));
        _ = await Assert.ThrowsAsync<ArgumentException>(() => VideoWriter.WriteAsync(_folder.File("none.mp4"), 64, 48, 10, (RgbImage[])[], null, token));
        var failure = await Assert.ThrowsAsync<UnusableFileException>(
            () => VideoWriter.WriteAsync(_folder.File("preset.mp4"), 64, 48, 10, Frames(64, 48), new VideoWriterOptions { Preset = "nonsense" }, token));
        Assert.Contains("could not be encoded", failure.Message);
        using var cancel = new CancellationTokenSource();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => VideoWriter.WriteAsync(_folder.File("cancelled.mp4"), 64, 48, 10, Endless(cancel), null, cancel.Token));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Png_Noise_ComesBackExactly()
    {
        var samples = new byte[3 * 37 * 21];
        new Random(1).NextBytes(samples);
        var path = _folder.File("noise.png");
        await PngFile.WriteAsync(path, new RgbImage(37, 21, samples), TestContext.Current.CancellationToken);
        await TestClips.FfmpegAsync("-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", _folder.File("noise.rgb"));
        Assert.Equal(samples, File.ReadAllBytes(_folder.File("noise.rgb")));
    }

    private async Task<string> WriteAsync(string name, IEnumerable<RgbImage> frames, VideoWriterOptions? options)
    {
        var path = _folder.File(name);
        await VideoWriter.WriteAsync(path, 64, 48, 10, frames, options, TestContext.Current.CancellationToken);
        return path;
    }

    private static IEnumerable<RgbImage> Frames(int width, int height) => Enumerable.Range(0, 30).Select(number =>
        new RgbImage(width, height, [.. Enumerable.Repeat(Colours[number / 10], width * height).SelectMany(colour => colour)]));

    private static IEnumerable<RgbImage> Endless(CancellationTokenSource cancel)
    {
        for (var number = 0; ; number++)
        {
            if (number == 20) cancel.Cancel();
            yield return new RgbImage(64, 48, new byte[3 * 64 * 48]);
        }
    }
}
