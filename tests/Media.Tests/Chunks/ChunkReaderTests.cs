using MoTE.Indexing.Media.Chunks;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests.Chunks;

public sealed class ChunkReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("clip.mp4", 25, false)]
    [InlineData("clip.mp4", 250, false)]
    [InlineData("clip.mkv", 50, false)]
    [InlineData("clip.ts", 50, false)]
    [InlineData("clip.mp4", 50, true)]
    public async Task Read_ManyChunks_GivesWhatOneChunkGives(string name, int keyInterval, bool exact)
    {
        var path = await CutsAsync(name, keyInterval);
        var whole = await ReadAsync(path, 3600, exact);
        Assert.Single(whole.Plan.Chunks);
        Assert.Equal([0, 125, 200, 410, 435], whole.Shots.Select(shot => shot.FirstFrame));
        foreach (var length in (double[])[2, 5])
        {
            var many = await ReadAsync(path, length, exact);
            Assert.InRange(many.Plan.Chunks.Count, 2, 20);
            Assert.Null(many.Remark);
            ReadVideo.AssertSame(whole, many);
        }
    }

    private static Task<ReadVideo> ReadAsync(string path, double chunkSeconds, bool exact = false, double longestSeconds = 10, MediaOptions? options = null) =>
        ReadVideo.ReadAsync(path, new ChunkOptions { ChunkLength = TimeSpan.FromSeconds(chunkSeconds), Exact = exact, LongestSegment = TimeSpan.FromSeconds(longestSeconds) }, options);

    /// <summary>Five shots of 5, 3, 8.4, 1 and 6 seconds at 25 frames a second.</summary>
    private async Task<string> CutsAsync(string name, int keyInterval)
    {
        var path = _folder.File(name);
        await TestClips.FfmpegAsync(
            "-f", "lavfi", "-i",
            "testsrc2=s=320x180:d=5[a];mandelbrot=s=320x180:r=25,trim=duration=3,setpts=PTS-STARTPTS[b];testsrc=s=320x180:d=8.4[c];smptebars=s=320x180:d=1[d];testsrc2=s=320x180:d=6,negate[e];[a][b][c][d][e]concat=n=5",
            "-c:v", "libx264", "-preset", "veryfast", "-g", keyInterval.ToString(System.Globalization.CultureInfo.InvariantCulture), "-sc_threshold", "0", "-pix_fmt", "yuv420p", "-threads", "1", path);
        return path;
    }
}
