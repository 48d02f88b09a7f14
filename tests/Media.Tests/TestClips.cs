using System.Buffers.Binary;
using System.Globalization;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests;

/// <summary>Makes clips with FFmpeg's own test sources.</summary>
internal static class TestClips
{
    /// <summary>Runs ffmpeg to the end; the test fails when it does.</summary>
    public static async Task FfmpegAsync(params string[] arguments)
    {
        var token = TestContext.Current.CancellationToken;
        var tools = await FfmpegLocator.FindAsync(new MediaOptions(), token);
        using var process = FfmpegProcess.Start(tools.Ffmpeg, ["-nostdin", "-hide_banner", "-loglevel", "level+error", "-y", .. arguments]);
        Assert.True(await process.ExitAsync(token) == 0, string.Join('\n', process.Complaints));
    }

    /// <summary>A moving test picture in H.264.</summary>
    public static async Task<string> PatternAsync(TemporaryFolder folder, string name, double seconds, int fps = 25, string size = "96x64", string filter = "null")
    {
        var path = folder.File(name);
        await FfmpegAsync(
            "-f", "lavfi", "-i", string.Create(CultureInfo.InvariantCulture, $"testsrc=size={size}:rate={fps}:duration={seconds}"), "-vf", filter,
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-threads", "1", path);
        return path;
    }

    /// <summary>Turns an MP4 clip clockwise by its track matrix alone; FFmpeg's own options for that changed their sense between versions.</summary>
    public static string Turn(TemporaryFolder folder, string clip, string name, int degrees)
    {
        var bytes = File.ReadAllBytes(clip);
        var matrix = bytes.AsSpan(bytes.AsSpan().IndexOf("tkhd"u8) + 44);
        var (cosine, sine) = degrees switch { 90 => (0, 1), 180 => (-1, 0), 270 => (0, -1), _ => (1, 0) };
        BinaryPrimitives.WriteInt32BigEndian(matrix, cosine << 16);
        BinaryPrimitives.WriteInt32BigEndian(matrix[4..], sine << 16);
        BinaryPrimitives.WriteInt32BigEndian(matrix[12..], -sine << 16);
        BinaryPrimitives.WriteInt32BigEndian(matrix[16..], cosine << 16);
        File.WriteAllBytes(folder.File(name), bytes);
        return folder.File(name);
    }

    /// <summary>Overwrites packets, so that they are listed but do not decode.</summary>
    public static async Task SpoilAsync(string clip, int firstPacket, int lastPacket)
    {
        var token = TestContext.Current.CancellationToken;
        var tools = await FfmpegLocator.FindAsync(new MediaOptions(), token);
        using var probe = FfmpegProcess.Start(tools.Ffprobe, ["-v", "error", "-show_entries", "packet=size,pos", "-of", "csv=p=0", clip]);
        var lines = (await probe.ReadTextAsync(1 << 20, token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var bytes = await File.ReadAllBytesAsync(clip, token);
        for (var packet = firstPacket; packet <= lastPacket; packet++)
        {
            int[] fields = [.. lines[packet].TrimEnd(',').Split(',').Select(int.Parse)];
            bytes.AsSpan(fields[1], fields[0]).Fill(0xFF);
        }

        await File.WriteAllBytesAsync(clip, bytes, token);
    }

    /// <summary>Reads everything that a decoding hands over.</summary>
    public static async Task<List<VideoFrame>> DecodeAsync(string path, DecodeRequest? request = null, MediaOptions? options = null)
    {
        var token = TestContext.Current.CancellationToken;
        var info = await new MediaProbe(options).ProbeAsync(path, token);
        var frames = new List<VideoFrame>();
        await foreach (var frame in new FrameDecoder(options).DecodeAsync(path, info, request ?? new DecodeRequest(), token)) frames.Add(frame);
        return frames;
    }
}
