using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Segments;

public sealed class SegmentsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Segments_Json_IsTheContract()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 12);

        var run = await CommandRun.OfAsync("segments", _folder.File("a.mp4"), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Equal(["frames", "fps", "durationMs", "shots", "segments"], CommandRun.Members(run.Json));
        Assert.Equal(120, run.Json.GetProperty("frames").GetInt32());
        Assert.Equal(10, run.Json.GetProperty("fps").GetDouble());
        Assert.Equal(12000, run.Json.GetProperty("durationMs").GetInt64());
        Assert.Equal("""[{"firstFrame":0,"lastFrame":119,"startMs":0,"endMs":12000}]""", run.Json.GetProperty("shots").GetRawText());
        Assert.Equal(
            """[{"firstFrame":0,"lastFrame":59,"startMs":0,"endMs":6000},{"firstFrame":60,"lastFrame":119,"startMs":6000,"endMs":12000}]""",
            run.Json.GetProperty("segments").GetRawText());
    }

    [Fact]
    public async Task Segments_Table_HasALinePerSegmentAndATotal()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 12);

        var run = await CommandRun.OfAsync("segments", _folder.File("a.mp4"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("60-119", run.Output, StringComparison.Ordinal);
        Assert.Equal("1 shot, 2 segments, 120 frames at 10 a second, 0:12.0", run.Lines[^1]);
    }

    [Fact]
    public async Task Segments_PartOfAFile_SaysHowFarItDecodes()
    {
        await TinyClips.PatternAsync(_folder, "a.mkv", 12);
        var bytes = await File.ReadAllBytesAsync(_folder.File("a.mkv"), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder.File("cut.mkv"), bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync("segments", _folder.File("cut.mkv"), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^Only the first [4-8](\.\d)? s of 12 s decode\.\n$", run.Error);
        Assert.InRange(run.Json.GetProperty("durationMs").GetInt64(), 4000, 8500);
    }

    [Fact]
    public async Task Segments_NoVideo_SaysWhy()
    {
        await File.WriteAllTextAsync(_folder.File("a.mp4"), "no video", TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync("segments", _folder.File("a.mp4"), "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("is not a video", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
