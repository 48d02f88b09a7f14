using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Rebuilding;

public sealed class ReindexCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string[] Data => ["--data", _folder.File("data")];

    private string[] Models => ["--models", _folder.File("models")];

    [Fact]
    public async Task Reindex_IndexLost_SearchAnswersAsBefore()
    {
        TinyBundle.Write(_folder);
        await TinyClips.PatternAsync(_folder, "videos/a.mp4", 12);
        await TinyClips.PatternAsync(_folder, "videos/b.mp4", 3, "testsrc2");
        Assert.Equal(0, (await CommandRun.OfAsync(["index", _folder.File("videos"), .. Data, .. Models])).ExitCode);
        var before = await HitsAsync();
        foreach (var file in Directory.EnumerateFiles(_folder.File("data"), "index.sqlite*"))
        {
            File.Delete(file);
        }

        var run = await CommandRun.OfAsync(["reindex", "--json", .. Data]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["videos", "segments", "unfinishedCount", "unfinished"], CommandRun.Members(run.Json));
        Assert.Equal((2, 3, 0), (run.Json.GetProperty("videos").GetInt32(), run.Json.GetProperty("segments").GetInt32(), run.Json.GetProperty("unfinished").GetArrayLength()));
        Assert.Equal(before, await HitsAsync());
    }

    [Fact]
    public async Task Reindex_ChunkLost_SaysSoAndIndexingCompletesIt()
    {
        TinyBundle.Write(_folder);
        var path = await TinyClips.PatternAsync(_folder, "a.mp4", 12);
        Assert.Equal(0, (await CommandRun.OfAsync(["index", path, .. Data, .. Models])).ExitCode);
        File.Delete(Directory.EnumerateFiles(_folder.File("data"), "chunk-0000.safetensors", SearchOption.AllDirectories).Single());

        var run = await CommandRun.OfAsync(["reindex", .. Data]);

        Assert.Contains("1 video of these lacks vectors", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandRun.OfAsync(["index", path, .. Data, .. Models])).ExitCode);
        Assert.Equal(2, (await HitsAsync()).Length);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string[]> HitsAsync()
    {
        var hits = (await CommandRun.OfAsync(["search", "rain", "--group-by", "segment", "--min-relevance", "0", "--json", .. Data, .. Models])).Json.GetProperty("hits");
        return [.. hits.EnumerateArray().Select(hit => $"{hit.GetProperty("videoId")} {hit.GetProperty("title")} {hit.GetProperty("startMs")} {hit.GetProperty("endMs")} {hit.GetProperty("score")}")];
    }
}
