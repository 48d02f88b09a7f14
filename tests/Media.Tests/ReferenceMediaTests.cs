using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Chunks;
using MoTE.Indexing.Media.Tests.Chunks;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests;

/// <summary>Every real clip, odd file and montage gets the verdict that is known of it and that <c>infra/docs/media.md</c> tells.</summary>
public sealed class ReferenceMediaTests
{
    public static TheoryData<string, int?> Files()
    {
        var data = new TheoryData<string, int?>();
        if (ReferenceMedia.Folder is null)
        {
            data.Add("", null);
            return data;
        }

        var lines = File.ReadAllLines(Path.Combine(ReferenceMedia.Folder, "captions.tsv"));
        var column = Array.IndexOf(lines[0].Split('\t'), "decoded_frames");
        var counts = lines.Skip(1).Select(line => line.Split('\t'))
            .ToDictionary(row => row[0], row => int.TryParse(row[column], CultureInfo.InvariantCulture, out var count) ? count : (int?)null);
        foreach (var path in Directory.GetFiles(ReferenceMedia.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(path) is ".tsv" or ".md" or ".json") continue;
            var name = Path.GetRelativePath(ReferenceMedia.Folder, path).Replace('\\', '/');
            data.Add(name, counts.GetValueOrDefault(name));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_Read_GivesEveryFrameThatDecodesOrTheReasonWhyNot(string name, int? decodedFrames)
    {
        var path = ReferenceMedia.Require(name);
        ReadVideo video;
        try
        {
            video = await ReadVideo.ReadAsync(path, new ChunkOptions());
        }
        catch (UserErrorException failure)
        {
            Assert.Null(decodedFrames);
            Assert.Equal(VerdictTable.Rows[name], VerdictTable.Row($"rejected: \"{failure.Message}\"", "", "", "", "", ""));
            Assert.Contains(name.StartsWith("odd/audio", StringComparison.Ordinal) ? "no video stream" : name.Contains("zero") ? "is empty" : "not a video", failure.Message);
            return;
        }

        var (info, last) = (video.Plan.Info, video.Segments[^1].Range);
        Assert.Equal(VerdictTable.Rows[name], VerdictTable.Row(
            video.Remark is { } remark ? $"indexed, \"{remark}\"" : "indexed",
            $"{info.DisplayWidth}x{info.DisplayHeight}",
            string.Create(CultureInfo.InvariantCulture, $"{last.End.TotalSeconds:0.00} s"),
            $"{last.EndFrame}",
            $"{video.Shots.Count}",
            $"{video.Segments.Count}"));
        Assert.All(video.Segments, segment => Assert.InRange((segment.Range.End - segment.Range.Start).TotalSeconds, 0, 10));
        Assert.Equal(last.EndFrame, video.Shots.Sum(shot => shot.FrameCount));
        Assert.Equal(last.EndFrame, video.Segments.Sum(segment => segment.Range.FrameCount));
        if (decodedFrames is { } expected) Assert.Equal(expected, last.EndFrame);
        else Assert.StartsWith("montage/", name);
    }

    [Fact]
    public void VerdictTable_Rows_AreTheReferenceFiles()
    {
        _ = ReferenceMedia.Require("");
        Assert.Equal(Files().Select(file => file.Data.Item1).Order(StringComparer.Ordinal), VerdictTable.Rows.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("odd/av1_testcard.mkv", 640, 360, 5000, null)]
    [InlineData("odd/corrupted_nal.mp4", 1280, 720, 5000, "1 of 50 frames does not decode.")]
    [InlineData("odd/counter_10fps.mp4", 1920, 1080, 3000, null)]
    [InlineData("odd/delayed_start.mp4", 480, 320, 960, null)]
    [InlineData("odd/derived_one_frame.mp4", 1280, 720, 33, null)]
    [InlineData("odd/derived_truncated_half.mp4", 1280, 720, 3871, "Only the first 3.9 s of 9.6 s decode.")]
    [InlineData("odd/h264_10bit.mp4", 200, 200, 1000, null)]
    [InlineData("odd/matroska_named_mp4.mp4", 560, 320, 5533, null)]
    [InlineData("odd/one_pixel.mp4", 1, 1, 5000, null)]
    [InlineData("odd/red_green_blue.mp4", 640, 480, 3000, null)]
    [InlineData("odd/rotate_0.mov", 568, 320, 100, null)]
    [InlineData("odd/rotate_90.mov", 320, 568, 100, null)]
    [InlineData("odd/var_fps_testcard.mp4", 128, 128, 14967, null)]
    [InlineData("bunny_intro.webm", 1280, 720, 30002, null)]
    [InlineData("space_telescope.mp4", 320, 180, 13000, null)]
    public async Task File_Odd_HasItsSizeItsTimesAndARemark(string name, int width, int height, int endMs, string? remark)
    {
        var video = await ReadVideo.ReadAsync(ReferenceMedia.Require(name), new ChunkOptions());
        Assert.Equal((width, height), (video.Plan.Info.DisplayWidth, video.Plan.Info.DisplayHeight));
        Assert.InRange(video.Segments[0].Range.Start.TotalMilliseconds, 0, 5);
        Assert.Equal(endMs, video.Segments[^1].Range.End.TotalMilliseconds, 1.0);
        Assert.Equal(remark, video.Remark);
        var picture = video.Segments[0].Frames[0];
        Assert.Equal(width > height, picture.Width > picture.Height);
        Assert.InRange(Math.Min(picture.Width, picture.Height), 1, 224);
    }

    [Theory]
    [InlineData("odd/red_green_blue.mp4", 0, 0.5, 0.5, "255 0 0")]
    [InlineData("odd/red_green_blue.mp4", 1, 0.5, 0.5, "0 255 0")]
    [InlineData("odd/red_green_blue.mp4", 2, 0.5, 0.5, "0 0 255")]
    [InlineData("odd/h264_10bit.mp4", 0, 0.05, 0.6, "255 0 0")]
    [InlineData("odd/h264_10bit.mp4", 0, 0.25, 0.9, "0 255 0")]
    [InlineData("odd/h264_10bit.mp4", 0, 0.42, 0.9, "255 255 0")]
    [InlineData("odd/h264_10bit.mp4", 0, 0.58, 0.9, "0 0 255")]
    public async Task File_KnownColours_HaveThem(string name, int shot, double x, double y, string expected)
    {
        var video = await ReadVideo.ReadAsync(ReferenceMedia.Require(name), new ChunkOptions());
        var picture = video.Segments.First(segment => segment.Shot == shot).Frames[4];
        var at = 3 * (((int)(y * picture.Height) * picture.Width) + (int)(x * picture.Width));
        Assert.All(expected.Split(' ').Index(), level => Assert.InRange(Math.Abs(int.Parse(level.Item, CultureInfo.InvariantCulture) - picture.Samples[at + level.Index]), 0, 12));
    }

    [Theory]
    [InlineData("montage/montage_cuts.mp4")]
    [InlineData("montage/montage_dissolves.mp4")]
    [InlineData("bunny_intro.webm")]
    [InlineData("sintel_trailer.mp4")]
    [InlineData("odd/var_fps_testcard.mp4")]
    [InlineData("odd/matroska_named_mp4.mp4")]
    public async Task File_ManyChunks_GivesWhatOneChunkGives(string name)
    {
        var path = ReferenceMedia.Require(name);
        var whole = await ReadVideo.ReadAsync(path, new ChunkOptions { ChunkLength = TimeSpan.FromHours(1) });
        foreach (var seconds in (int[])[2, 5])
        {
            var many = await ReadVideo.ReadAsync(path, new ChunkOptions { ChunkLength = TimeSpan.FromSeconds(seconds) });
            TestContext.Current.TestOutputHelper?.WriteLine($"{many.Plan.Chunks.Count} chunks");
            Assert.Null(many.Remark);
            ReadVideo.AssertSame(whole, many);
        }
    }
}
