using MoTE.Indexing.Media.Chunks;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests.Chunks;

public sealed class ChunkReaderTests : IDisposable
{
    private const string Mpeg4 = "-c:v mpeg4 -q:v 4 -bf 2 -g 50";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("clip.mp4", "-g 25", false)]
    [InlineData("clip.mp4", "-g 250", false)]
    [InlineData("clip.mkv", "-g 50 -bf 3 -x264-params open-gop=1", false)]
    [InlineData("clip.ts", "-g 50", false)]
    [InlineData("clip.webm", "-c:v libvpx -auto-alt-ref 1 -lag-in-frames 10 -deadline realtime -cpu-used 8 -b:v 300k -g 50", false)]
    [InlineData("clip.mpg", "-c:v mpeg2video -q:v 4 -bf 2 -g 30", false)]
    [InlineData("clip.avi", Mpeg4, false)]
    [InlineData("clip.mp4", "-g 50", true)]
    public async Task Read_ManyChunks_GivesWhatOneChunkGives(string name, string encoding, bool exact)
    {
        var path = await CutsAsync(name, encoding);
        var options = new ChunkOptions { LongestSegment = TimeSpan.FromSeconds(1), MaxHeldFrames = 32, Exact = exact };
        var whole = await ReadAsync(path, 3600, options);
        Assert.Single(whole.Plan.Chunks);
        Assert.Equal([0, 125, 200, 625, 650], whole.Shots.Select(shot => shot.FirstFrame));
        foreach (var length in (double[])[2, 5])
        {
            var many = await ReadAsync(path, length, options);
            Assert.Null(many.Remark);
            Assert.All(many.Ends, end => Assert.False(end.Next.Complained));
            if (many.Plan.Timeline.IsSeekable) Assert.InRange(many.Plan.Chunks.Count, 2, 20);
            ReadVideo.AssertSame(whole, many);
        }
    }

    [Fact]
    public async Task Read_ShotWithoutEnd_IsClosedInTakesOfSixSegments()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 30);
        var video = await ReadAsync(path, 3600, new ChunkOptions { LongestSegment = TimeSpan.FromSeconds(1) });
        Assert.Equal(new ShotRange(0, 0, 750, TimeSpan.Zero, TimeSpan.FromSeconds(30)), Assert.Single(video.Shots));
        Assert.Equal(Enumerable.Range(0, 30).Select(number => (number, 25 * number, 25)), video.Segments.Select(one => (one.Range.Number, one.Range.FirstFrame, one.Range.FrameCount)));
        Assert.All(video.Segments, segment => Assert.Equal(0, segment.Shot));
    }

    [Theory]
    [InlineData(23)]
    [InlineData(30)]
    public async Task Read_RatesThatDoNotDivideASegment_KeepTheBound(int fps)
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 20, fps: fps, filter: "setpts=PTS*1001/1000");
        var longest = TimeSpan.FromSeconds(1);
        var video = await ReadAsync(path, 3600, new ChunkOptions { LongestSegment = longest });
        Assert.All(video.Segments, segment => Assert.InRange(segment.Range.End - segment.Range.Start, longest / 3, longest));
        Assert.Equal(Enumerable.Range(0, 20 * fps), video.Segments.SelectMany(segment => Enumerable.Range(segment.Range.FirstFrame, segment.Range.FrameCount)));
    }

    [Fact]
    public async Task Read_MorePicturesThanAreHeld_TakesTheNearestOfThoseHeld()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 20);
        var all = await TestClips.DecodeAsync(path);
        var video = await ReadAsync(path, 3600, new ChunkOptions { LongestSegment = TimeSpan.FromSeconds(2), MaxHeldFrames = 64 });
        Assert.All(video.Segments, segment =>
        {
            var wanted = ReadVideo.Sampling(segment.Range.FrameCount).Select(offset => segment.Range.FirstFrame + offset);
            Assert.All(wanted.Zip(segment.FrameNumbers), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 15));
            Assert.All(segment.FrameNumbers, number => Assert.InRange(number, segment.Range.FirstFrame, segment.Range.LastFrame));
            Assert.Equal(segment.FrameNumbers.Select(number => all[number].Image.Samples), segment.Frames.Select(picture => picture.Samples));
        });
        Assert.Contains(video.Segments, segment => !ReadVideo.Sampling(segment.Range.FrameCount).SequenceEqual(segment.FrameNumbers.Select(number => number - segment.Range.FirstFrame)));
    }

    [Fact]
    public async Task Read_Exact_GivesTheSampledFramesAtFullSize()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 5, size: "320x240");
        var all = await TestClips.DecodeAsync(path);
        var video = await ReadAsync(path, 3600, new ChunkOptions { LongestSegment = TimeSpan.FromSeconds(2), ShortSide = 60, Exact = true });
        Assert.All(video.Segments, segment =>
        {
            Assert.Equal(ReadVideo.Sampling(segment.Range.FrameCount).Select(offset => segment.Range.FirstFrame + offset), segment.FrameNumbers);
            Assert.Equal(segment.FrameNumbers.Select(number => all[number].Image.Samples), segment.Frames.Select(picture => picture.Samples));
        });
        var fast = await ReadAsync(path, 3600, new ChunkOptions { LongestSegment = TimeSpan.FromSeconds(2), ShortSide = 60 });
        Assert.Equal((80, 60), (fast.Segments[0].Frames[0].Width, fast.Segments[0].Frames[0].Height));
    }

    [Fact]
    public async Task Read_PlaceIsNotFoundAgain_ReadsTheRestInOnePieceAndSaysSo()
    {
        var path = await CutsAsync("clip.mp4", "-g 25");
        var whole = await ReadAsync(path, 3600);
        var stranger = Convert.ToBase64String(new byte[432]);
        var many = await ReadAsync(path, 6, alter: carry => carry with { Glimpse = carry.Glimpse is null ? null : stranger });
        ReadVideo.AssertSame(whole, many);
        Assert.Equal("A place in it is not found again by seeking, so the rest was read in one piece.", many.Remark);
        Assert.All(many.Ends.Skip(2), end => Assert.Empty(end.Shots));
    }

    [Fact]
    public async Task Read_FramesThatDoNotDecode_AreLeftOutAndSaid()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 12, filter: "null");
        await TestClips.SpoilAsync(path, 130, 139);
        await VerifyDamagedAsync(path, @"^\d+ of 300 frames do not decode\.$");
    }

    [Fact]
    public async Task Read_Truncated_GoesAsFarAsItGoesAndSaysHowFar()
    {
        var whole = await TestClips.PatternAsync(_folder, "whole.mkv", 12);
        var path = _folder.File("cut.mkv");
        await File.WriteAllBytesAsync(path, File.ReadAllBytes(whole)[..(int)(new FileInfo(whole).Length * 2 / 3)], TestContext.Current.CancellationToken);
        await VerifyDamagedAsync(path, @"^Only the first [6-9](\.\d)? s of 12 s decode\.$");
    }

    [Fact]
    public async Task Read_ClockThatStartsAnew_IsOneChunk()
    {
        var path = _folder.File("both.ts");
        await using (var both = File.Create(path))
        {
            foreach (var size in (string[])["96x64", "160x120"])
                both.Write(await File.ReadAllBytesAsync(await TestClips.PatternAsync(_folder, size + ".ts", 6, size: size), TestContext.Current.CancellationToken));
        }

        var video = await ReadAsync(path, 2);
        Assert.Single(video.Plan.Chunks);
        Assert.InRange(video.Segments[^1].Range.EndFrame, 290, 300);
        Assert.All(video.Segments.SelectMany(segment => segment.Frames), picture => Assert.Equal((96, 64), (picture.Width, picture.Height)));
    }

    [Fact]
    public async Task Read_Gif_IsOneChunk()
    {
        var path = _folder.File("clip.gif");
        await TestClips.FfmpegAsync("-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=6", path);
        var video = await ReadAsync(path, 2);
        Assert.Single(video.Plan.Chunks);
        Assert.Equal(60, video.Segments[^1].Range.EndFrame);
    }

    [Fact]
    public async Task Read_VariableRateAndLateStart_KeepsNumbersAndTimes()
    {
        var path = _folder.File("variable.mkv");
        await TestClips.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=25:duration=12", "-f", "lavfi", "-i", "sine=duration=13", "-filter_complex",
            "[0:v]select='lt(mod(n,100),40)+not(mod(n,5))',setpts=PTS+0.7/TB[v]", "-map", "[v]", "-map", "1:a", "-vsync", "passthrough", "-c:v", "libx264", "-g", "20", "-c:a", "aac", path);
        var whole = await ReadAsync(path, 3600);
        Assert.InRange(whole.Segments[0].Range.Start.TotalMilliseconds, 690, 710);
        var many = await ReadAsync(path, 2);
        Assert.InRange(many.Plan.Chunks.Count, 3, 6);
        Assert.Null(many.Remark);
        ReadVideo.AssertSame(whole, many);
    }

    [Fact]
    public async Task Read_ManyFramesASecond_HoldsFew()
    {
        var path = await TestClips.PatternAsync(_folder, "clip.mp4", 4, fps: 240, filter: "null");
        var options = new ChunkOptions { LongestSegment = TimeSpan.FromSeconds(1), MaxHeldFrames = 64 };
        var whole = await ReadAsync(path, 3600, options);
        var heldEvery = PictureLimits.For(options, whole.Plan.Timeline, pictureBytes: 3 * 96 * 64).HeldEvery;
        Assert.InRange(heldEvery, 10, 30);
        Assert.All(whole.Segments.SelectMany(segment => segment.FrameNumbers), number => Assert.Equal(0, number % heldEvery));
        Assert.Equal(960, whole.Segments[^1].Range.EndFrame);
    }

    [Fact]
    public async Task Read_SampleOutsideTheSegment_IsTheCallersMistake()
    {
        var plan = await new ChunkPlanner().PlanAsync(await TestClips.PatternAsync(_folder, "clip.mp4", 1), new ChunkOptions(), TestContext.Current.CancellationToken);
        _ = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
        {
            await foreach (var _ in new ChunkReader().ReadAsync(plan, 0, ChunkCarry.Start, frames => [frames])) Assert.Fail("A view came.");
        });
    }

    [Fact]
    public async Task Read_LoopLeftOrCancelled_EndsFfmpegWhichWaitedForUs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Running programs are listed through /proc.");
        var path = await TestClips.PatternAsync(_folder, "long.mp4", 60, size: "160x120");
        var options = new ChunkOptions { LongestSegment = TimeSpan.FromSeconds(1) };
        var plan = await new ChunkPlanner().PlanAsync(path, options, TestContext.Current.CancellationToken);
        var reading = new ChunkReader().ReadAsync(plan, 0, ChunkCarry.Start, ReadVideo.Sampling);
        await foreach (var _ in reading)
        {
            Assert.Single(RunningPrograms.On(path));    // it has 45 seconds more to give
            break;
        }

        Assert.Empty(RunningPrograms.On(path));
        _ = Assert.Throws<InvalidOperationException>(() => reading.End);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new ChunkReader().ReadAsync(plan, 0, ChunkCarry.Start, ReadVideo.Sampling).WithCancellation(cancel.Token)) await cancel.CancelAsync();
        });
        Assert.Empty(RunningPrograms.On(path));
    }

    private static Task<ReadVideo> ReadAsync(
        string path, double chunkSeconds, ChunkOptions? options = null, MediaOptions? media = null, Func<ChunkCarry, ChunkCarry>? alter = null)
    {
        options ??= new ChunkOptions { LongestSegment = TimeSpan.FromSeconds(2) };
        options.ChunkLength = TimeSpan.FromSeconds(chunkSeconds);
        return ReadVideo.ReadAsync(path, options, media, alter);
    }

    private static async Task VerifyDamagedAsync(string path, string remark)
    {
        var media = new MediaOptions { DecoderThreads = 1 };    // with more, FFmpeg hides damage differently each time
        var all = await TestClips.DecodeAsync(path, options: media);
        var whole = await ReadAsync(path, 3600, media: media);
        Assert.Equal(all.Count, whole.Segments[^1].Range.EndFrame);
        Assert.Equal(all.Select(frame => frame.Number), whole.Segments.SelectMany(segment => Enumerable.Range(segment.Range.FirstFrame, segment.Range.FrameCount)));
        Assert.All(whole.Segments, segment => Assert.Equal(segment.FrameNumbers.Select(number => all[number].Image.Samples), segment.Frames.Select(picture => picture.Samples)));
        Assert.Matches(remark, whole.Remark);
        var many = await ReadAsync(path, 2, media: media);
        ReadVideo.AssertSame(whole, many);
        Assert.Equal(whole.Remark, many.Remark);
    }

    /// <summary>Five shots of 5, 3, 17, 1 and 4 seconds at 25 frames a second.</summary>
    private async Task<string> CutsAsync(string name, string encoding)
    {
        var path = _folder.File(name);
        var codec = encoding.Contains("-c:v", StringComparison.Ordinal) ? "" : "-c:v libx264 -preset veryfast -sc_threshold 0 ";
        await TestClips.FfmpegAsync(
        [
            "-f", "lavfi", "-i",
            "testsrc2=s=160x90:d=5[a];smptehdbars=s=160x90:d=3,hue=H=t[b];testsrc=s=160x90:d=17[c];yuvtestsrc=s=160x90:d=1,format=yuv420p[d];testsrc2=s=160x90:d=4,negate[e];[a][b][c][d][e]concat=n=5",
            .. (codec + encoding).Split(' '), "-pix_fmt", "yuv420p", "-threads", "1", path,
        ]);
        return path;
    }
}
