using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Embedding;

public sealed class EmbedCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string[] Data => ["--data", _folder.File("data"), "--models", _folder.File("models")];

    [Fact]
    public async Task Embed_SecondModel_FindsWhatTheFirstFindsUnderTheSameTitles()
    {
        _ = TinyBundle.Write(_folder, "first");
        _ = TinyBundle.Write(_folder, "second", seed: 2);
        await TinyClips.PatternAsync(_folder, "videos/a.mp4", 12);
        await TinyClips.PatternAsync(_folder, "videos/b.mp4", 3, "testsrc2");
        Assert.Equal(0, (await CommandRun.OfAsync(["index", _folder.File("videos"), "--collection", "kept", "--model", "first", .. Data])).ExitCode);
        var before = await HitsAsync("first");

        var run = await CommandRun.OfAsync(["embed", "--model", "second", .. Data]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("2 videos indexed (3 segments) with second", run.Output, StringComparison.Ordinal);
        Assert.Equal(before.Select(hit => hit.Place).Order(), (await HitsAsync("second")).Select(hit => hit.Place).Order());
        Assert.NotEqual(before, await HitsAsync("second"));
        Assert.Equal(before, await HitsAsync("first"));

        // What is done is passed over.
        Assert.Contains("0 videos indexed", (await CommandRun.OfAsync(["embed", "--model", "second", .. Data])).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data", "x")]
    [InlineData("--model", "x")]
    public async Task Embed_ServerAndWhatIsOfThisMachine_IsWrongUsage(string option, string value) =>
        Assert.Equal(2, (await CommandRun.OfAsync(["embed", "--server", "http://127.0.0.1:1", option, value])).ExitCode);

    public void Dispose() => _folder.Dispose();

    private async Task<(string Place, double Score)[]> HitsAsync(string model)
    {
        var run = await CommandRun.OfAsync(["search", "rain", "--group-by", "segment", "--min-relevance", "0", "--collection", "kept", "--model", model, "--json", .. Data]);
        return [.. run.Json.GetProperty("hits").EnumerateArray().Select(hit => (
            $"{hit.GetProperty("videoId")} {hit.GetProperty("title")} {hit.GetProperty("startMs")} {hit.GetProperty("endMs")}", hit.GetProperty("score").GetDouble()))];
    }
}
