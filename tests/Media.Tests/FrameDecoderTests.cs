using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests;

public sealed class FrameDecoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Decode_All_GivesEveryFrameInOrderWithItsTime()
    {
        var frames = await TestClips.DecodeAsync(await TestClips.PatternAsync(_folder, "clip.mp4", 2));
        Assert.Equal(Enumerable.Range(0, 50), frames.Select(frame => frame.Number));
        Assert.Equal(Enumerable.Range(0, 50).Select(number => TimeSpan.FromMilliseconds(40 * number)), frames.Select(frame => frame.Time));
        Assert.All(frames, frame => Assert.Equal((96, 64), (frame.Image.Width, frame.Image.Height)));
    }

    [Theory]
    [InlineData("3 10 17")]
    [InlineData("49")]
    [InlineData("0 1 2 3 4 20 21 22 30 32 34 36 38 40 42 44 46 48")]
    public async Task Decode_Numbers_GivesTheSameFramesAsDecodingAll(string numbers)
    {
        int[] wanted = [.. numbers.Split(' ').Select(int.Parse)];
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 2);
        var all = await TestClips.DecodeAsync(path);
        var some = await TestClips.DecodeAsync(path, new DecodeRequest { Numbers = [.. wanted.Reverse(), wanted[0]] });
        Assert.Equal(wanted, some.Select(frame => frame.Number));
        Assert.All(some, frame => Assert.Equal(all[frame.Number].Image.Samples, frame.Image.Samples));
        Assert.All(some, frame => Assert.Equal(all[frame.Number].Time, frame.Time));
    }

    [Fact]
    public async Task Decode_NumbersBeyondTheEnd_NeverCome()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 1);
        Assert.Equal([5], (await TestClips.DecodeAsync(path, new DecodeRequest { Numbers = [5, 25, 999] })).Select(frame => frame.Number));
        Assert.Empty(await TestClips.DecodeAsync(path, new DecodeRequest { Numbers = [25] }));
    }

    [Fact]
    public async Task Decode_MoreNumbersThanAnArgumentHolds_GoesThroughStandardInput()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 1);
        var some = await TestClips.DecodeAsync(path, new DecodeRequest { Numbers = [.. Enumerable.Range(0, 20_000).Select(i => 2 * i)] });
        Assert.Equal(Enumerable.Range(0, 13).Select(i => 2 * i), some.Select(frame => frame.Number));
    }

    [Fact]
    public async Task Decode_TurnedClip_IsUpright()
    {
        var clip = await TestClips.PatternAsync(_folder, "clip.mp4", 0.2);
        var plain = (await TestClips.DecodeAsync(clip))[0].Image;
        var turned = (await TestClips.DecodeAsync(TestClips.Turn(_folder, clip, "turned.mp4", 90)))[0].Image;
        Assert.Equal((64, 96), (turned.Width, turned.Height));

        // Clockwise: the lower left corner comes to the upper left one.
        var difference = 0;
        for (var y = 0; y < 64; y++)
        {
            for (var x = 0; x < 96; x++)
            {
                for (var c = 0; c < 3; c++) difference += Math.Abs(plain.Samples[(3 * ((y * 96) + x)) + c] - turned.Samples[(3 * ((x * 64) + 63 - y)) + c]);
            }
        }

        Assert.InRange(difference / (3.0 * 96 * 64), 0, 6);
    }

    [Fact]
    public async Task Decode_ShortSide_IsScaledByFfmpeg()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 0.2, size: "320x240");
        var small = await TestClips.DecodeAsync(path, new DecodeRequest { ShortSide = 60 });
        Assert.All(small, frame => Assert.Equal((80, 60), (frame.Image.Width, frame.Image.Height)));
        var large = await TestClips.DecodeAsync(path, new DecodeRequest { ShortSide = 500, Numbers = [0] });
        Assert.Equal((320, 240), (large[0].Image.Width, large[0].Image.Height));
    }

    [Fact]
    public async Task Decode_WidePixels_AreStretchedOnRequestOnly()
    {
        var path = await TestClips.PatternAsync(_folder, "wide.mp4", 0.2, filter: "setsar=4/3");
        Assert.Equal(96, (await TestClips.DecodeAsync(path))[0].Image.Width);
        Assert.Equal(128, (await TestClips.DecodeAsync(path, new DecodeRequest { SquarePixels = true }))[0].Image.Width);
    }

    [Fact]
    public async Task Decode_Gif_IsAVideo()
    {
        var path = _folder.File("clip.gif");
        await TestClips.FfmpegAsync("-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1", path);
        Assert.Equal(10, (await TestClips.DecodeAsync(path)).Count);
    }

    [Fact]
    public async Task Decode_VariableRate_KeepsFramesAndTimes()
    {
        var path = _folder.File("variable.mkv");
        await TestClips.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc=size=64x48:rate=25:duration=2", "-vf", "select='lt(n,10)+not(mod(n,5))'", "-vsync", "passthrough", "-c:v", "libx264", path);
        var frames = await TestClips.DecodeAsync(path);
        int[] shown = [.. Enumerable.Range(0, 50).Where(n => n < 10 || n % 5 == 0)];
        Assert.Equal(shown.Select(n => 40.0 * n), frames.Select(frame => frame.Time.TotalMilliseconds));
    }

    [Fact]
    public async Task Decode_Truncated_GoesAsFarAsItGoes()
    {
        var whole = await TestClips.PatternAsync(_folder, "whole.mkv", 4);
        var path = _folder.File("cut.mkv");
        await File.WriteAllBytesAsync(path, File.ReadAllBytes(whole)[..(int)(new FileInfo(whole).Length / 2)], TestContext.Current.CancellationToken);
        Assert.InRange((await TestClips.DecodeAsync(path)).Count, 20, 80);
    }

    [Fact]
    public async Task Decode_SizeChangesInMidStream_KeepsNumbersAndSize()
    {
        var path = _folder.File("both.ts");
        await using (var both = File.Create(path))
        {
            foreach (var size in (string[])["96x64", "160x120"])
                both.Write(await File.ReadAllBytesAsync(await TestClips.PatternAsync(_folder, size + ".ts", 1, size: size), TestContext.Current.CancellationToken));
        }

        var all = await TestClips.DecodeAsync(path);
        Assert.Equal(Enumerable.Range(0, all.Count), all.Select(frame => frame.Number));
        Assert.InRange(all.Count, 45, 50);
        Assert.All(all, frame => Assert.Equal((96, 64), (frame.Image.Width, frame.Image.Height)));
        int[] wanted = [3, 7, 24, 28, 30, 31, 44];
        var some = await TestClips.DecodeAsync(path, new DecodeRequest { Numbers = wanted });
        Assert.Equal(wanted, some.Select(frame => frame.Number));
        Assert.All(some, frame => Assert.Equal(all[frame.Number].Image.Samples, frame.Image.Samples));
        foreach (var beyond in (int[][])[[3, 1000], [3]])
        {
            some = await TestClips.DecodeAsync(path, new DecodeRequest { Numbers = beyond });
            Assert.Equal(all[3].Image.Samples, Assert.Single(some).Image.Samples);
        }

        Assert.Equal(all.Count, (await new FrameDecoder().DecodeAllAsync(path, TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task Decode_NothingButHeaders_SaysThatNoFrameDecodes()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 1);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var payload = bytes.AsSpan().IndexOf("mdat"u8) + 4;
        bytes.AsSpan(payload, bytes.AsSpan().IndexOf("moov"u8) - 4 - payload).Fill(0xFF);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<UnusableFileException>(() => TestClips.DecodeAsync(path));
        Assert.Matches("^No frame of .* could be decoded.*\\.$", failure.Message);
        failure = await Assert.ThrowsAsync<UnusableFileException>(() => new FrameDecoder().DecodeAllAsync(path, TestContext.Current.CancellationToken));
        Assert.Matches("^No frame of .* could be decoded.*\\.$", failure.Message);
    }

    [Fact]
    public async Task Decode_Bounds_AreKept()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 2);
        await RefusedAsync(new MediaOptions { MaxFrames = 49 }, "more than 49 frames");
        await RefusedAsync(new MediaOptions { MaxOutputBytes = 100_000 }, "more than 100000 bytes");
        await RefusedAsync(new MediaOptions { DecodeLimit = TimeSpan.FromTicks(1) }, "was given up");
        await RefusedAsync(new MediaOptions { StallLimit = TimeSpan.FromTicks(1) }, "was given up");

        async Task RefusedAsync(MediaOptions options, string because) =>
            Assert.Contains(because, (await Assert.ThrowsAsync<UnusableFileException>(() => TestClips.DecodeAsync(path, options: options))).Message);
    }

    [Fact]
    public async Task Decode_LoopLeftOrCancelled_EndsFfmpeg()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Running programs are listed through /proc.");
        var path = await TestClips.PatternAsync(_folder, "long.mp4", 60, size: "320x240");
        var info = await new MediaProbe().ProbeAsync(path, TestContext.Current.CancellationToken);
        await foreach (var frame in new FrameDecoder().DecodeAsync(path, info, new DecodeRequest(), TestContext.Current.CancellationToken))
        {
            if (frame.Number == 3) break;
        }

        Assert.Empty(RunningPrograms.On(path));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var frame in new FrameDecoder().DecodeAsync(path, info, new DecodeRequest(), cancel.Token))
            {
                Assert.Equal(0, frame.Number);    // nothing comes after the cancellation, although more frames wait
                Assert.Single(RunningPrograms.On(path));    // FFmpeg waits for us: it has 1,500 frames to give
                await cancel.CancelAsync();
            }
        });
        Assert.Empty(RunningPrograms.On(path));
    }

    [Fact]
    public async Task Decode_Process_IsLimitedByLinux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Limits of programs are a matter of Linux.");
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 10, size: "320x240");
        var options = new MediaOptions { CpuLimit = TimeSpan.FromSeconds(77), MaxFfmpegBytes = 3L << 30 };
        var info = await new MediaProbe(options).ProbeAsync(path, TestContext.Current.CancellationToken);
        await foreach (var _ in new FrameDecoder(options).DecodeAsync(path, info, new DecodeRequest(), TestContext.Current.CancellationToken))
        {
            var limits = await File.ReadAllTextAsync(Path.Combine(Assert.Single(RunningPrograms.On(path)), "limits"), TestContext.Current.CancellationToken);
            Assert.Matches("Max cpu time +77 ", limits);
            Assert.Matches("Max data size +3221225472 ", limits);
            break;
        }

        options = new MediaOptions { MaxFfmpegBytes = 1 << 20 };
        _ = await Assert.ThrowsAsync<UnusableFileException>(() => TestClips.DecodeAsync(path, options: options));
    }

    [Fact]
    public async Task DecodeAll_TinyClip_EqualsDecode()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 1);
        var expected = await TestClips.DecodeAsync(path);
        var actual = await new FrameDecoder().DecodeAllAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Select(frame => (frame.Number, frame.Time)), actual.Select(frame => (frame.Number, frame.Time)));
        Assert.All(actual, frame => Assert.Equal(expected[frame.Number].Image.Samples, frame.Image.Samples));
    }

    [Fact]
    public async Task DecodeAll_NoVideo_SaysSo()
    {
        var sound = _folder.File("sound.m4a");
        await TestClips.FfmpegAsync("-f", "lavfi", "-i", "sine=duration=1", sound);
        await File.WriteAllTextAsync(_folder.File("text.mp4"), "no video", TestContext.Current.CancellationToken);
        var decoder = new FrameDecoder(new MediaOptions { MaxClipBytes = 100_000 });
        Assert.Contains("no video stream", (await Assert.ThrowsAsync<UnusableFileException>(() => All(sound))).Message);
        Assert.Contains("not a video", (await Assert.ThrowsAsync<UnusableFileException>(() => All(_folder.File("text.mp4")))).Message);
        var clip = await TestClips.PatternAsync(_folder, "clip.mp4", 1);
        Assert.Contains("more than 100000 bytes", (await Assert.ThrowsAsync<UnusableFileException>(() => All(clip))).Message);

        Task All(string path) => decoder.DecodeAllAsync(path, TestContext.Current.CancellationToken);
    }
}
