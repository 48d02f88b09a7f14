using System.Text.Json;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Indexing;

public sealed class IndexCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Index_Json_IsOneDocumentedLinePerFinishedVideo()
    {
        await TinyClips.PatternAsync(_folder, "videos/long.mp4", 23);
        await TinyClips.PatternAsync(_folder, "videos/short.mp4", 1, "testsrc2");
        await TinyClips.SoundAsync(_folder, "videos/sound.mp4");
        await File.WriteAllTextAsync(_folder.File("videos/text.mp4"), "no video", TestContext.Current.CancellationToken);

        var run = await IndexAsync(_folder.File("videos"), "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(4, run.Lines.Length);
        var lines = run.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(line => Path.GetFileName(line.GetProperty("source").GetString()!));
        Assert.All(lines.Values, line => Assert.Equal(["videoId", "source", "state", "reason", "durationMs", "segments", "tookMs", "stages"], CommandRun.Members(line)));
        Assert.Equal(("searchable", 3, 23_000), (lines["long.mp4"].GetProperty("state").GetString(), lines["long.mp4"].GetProperty("segments").GetInt32(), lines["long.mp4"].GetProperty("durationMs").GetInt32()));
        Assert.Equal(JsonValueKind.Null, lines["long.mp4"].GetProperty("reason").ValueKind);
        Assert.Equal(("searchable", 1), (lines["short.mp4"].GetProperty("state").GetString(), lines["short.mp4"].GetProperty("segments").GetInt32()));
        Assert.Equal(["decodeMs", "preprocessMs", "encodeMs", "writeMs"], CommandRun.Members(lines["long.mp4"].GetProperty("stages")));
        Assert.True(lines["long.mp4"].GetProperty("stages").GetProperty("decodeMs").GetInt64() > 0);
        Assert.Equal("rejected", lines["sound.mp4"].GetProperty("state").GetString());
        Assert.Contains("no video stream", lines["sound.mp4"].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("rejected", lines["text.mp4"].GetProperty("state").GetString());
        Assert.Equal(0, lines["text.mp4"].GetProperty("segments").GetInt32());
    }

    [Fact]
    public async Task Index_Again_DoesNothingAndSaysSo()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 2);
        Assert.Equal(0, (await IndexAsync(_folder.File("a.mp4"))).ExitCode);

        var run = await IndexAsync(_folder.File("a.mp4"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("already indexed", run.Output, StringComparison.Ordinal);
        Assert.Contains("0 videos indexed (0 segments)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_SameBytesTwice_AreOneVideoWithTwoSources()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 2);
        File.Copy(_folder.File("a.mp4"), _folder.File("b.mp4"));

        var run = await IndexAsync(_folder.File("a.mp4"), _folder.File("b.mp4"), "--json");

        Assert.Equal(2, run.Lines.Length);
        var video = Assert.Single((await StatusAsync()).GetProperty("videos").EnumerateArray());
        Assert.Equal(2, video.GetProperty("sources").GetArrayLength());
        Assert.Equal(1, video.GetProperty("segments").GetInt32());
    }

    [Fact]
    public async Task Index_Address_IsFetchedFromAllowedNetworksOnly()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 2);
        using var server = new LoopbackFileServer();
        var url = server.Serve("films/clip.mp4", await File.ReadAllBytesAsync(_folder.File("a.mp4"), TestContext.Current.CancellationToken)).Url + "?signature=secret";

        var refused = await IndexAsync(url, "--json");
        var run = await IndexAsync(url, "--json", "--allow-network", "127.0.0.0/8");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("127.0.0.1 is not a public address", JsonDocument.Parse(refused.Output).RootElement.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(url, JsonDocument.Parse(run.Output).RootElement.GetProperty("source").GetString());
        var video = Assert.Single((await StatusAsync()).GetProperty("videos").EnumerateArray());
        Assert.Equal("clip", video.GetProperty("title").GetString());
        Assert.Equal(server.Address + "films/clip.mp4", Assert.Single(video.GetProperty("sources").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Index_AllowNetworkThatIsNone_IsWrongUsage() => Assert.Equal(2, (await IndexAsync("http://127.0.0.1/a.mp4", "--allow-network", "everything")).ExitCode);

    [Fact]
    public async Task Index_SameBrokenBytesTwice_AreRejectedTwice()
    {
        await File.WriteAllTextAsync(_folder.File("a.mp4"), "no video", TestContext.Current.CancellationToken);
        File.Copy(_folder.File("a.mp4"), _folder.File("b.mp4"));

        var run = await IndexAsync(_folder.File("a.mp4"), _folder.File("b.mp4"), "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Lines, line => Assert.Equal("rejected", JsonDocument.Parse(line).RootElement.GetProperty("state").GetString()));
        Assert.Equal(2, run.Lines.Length);
    }

    [Fact]
    public async Task Index_TitleCollectionTags_AreKept()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 1);

        await IndexAsync(_folder.File("a.mp4"), "--title", "The test", "--collection", "news", "--tag", "place=Oslo", "--tag", "note=a=b");

        var video = (await StatusAsync()).GetProperty("videos")[0];
        Assert.Equal("The test", video.GetProperty("title").GetString());
        Assert.Equal("news", video.GetProperty("collection").GetString());
        Assert.Equal("Oslo", video.GetProperty("tags").GetProperty("place").GetString());
        Assert.Equal("a=b", video.GetProperty("tags").GetProperty("note").GetString());
    }

    [Theory]
    [InlineData("ftp://example.org/v.mp4", "only http and https")]
    [InlineData("http://127.0.0.1:9/v.mp4", "address")]
    [InlineData("/nowhere/v.mp4", "no file or folder")]
    public async Task Index_UnusablePath_IsRejectedWithItsReason(string path, string reason)
    {
        var run = await IndexAsync(path, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("videoId").ValueKind);
        Assert.Equal(path, run.Json.GetProperty("source").GetString());
        Assert.Contains(reason, run.Json.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_UnfinishedVideoOfAnEarlierRun_IsFinishedAsWell()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 1);
        await TinyClips.PatternAsync(_folder, "b.mp4", 1, "testsrc2");
        await IndexAsync(_folder.File("a.mp4"));
        using (var store = SqliteStore.OpenOrCreate(_folder.File("data")))
        {
            var catalogue = new SqliteVideoCatalogue(store);
            var video = Assert.Single(await catalogue.ListAsync(TestContext.Current.CancellationToken));
            await catalogue.SaveAsync(video with { State = VideoState.Received }, TestContext.Current.CancellationToken);
        }

        var run = await IndexAsync(_folder.File("b.mp4"), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([_folder.File("b.mp4"), _folder.File("a.mp4")], run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("source").GetString()));
        Assert.All((await StatusAsync()).GetProperty("videos").EnumerateArray(), video => Assert.Equal("searchable", video.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Index_ModelThatDoesNotLoad_FailsWithItsReasonAndRejectsNoVideo()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 1);
        TinyBundle.Write(_folder);
        var tower = Directory.EnumerateFiles(_folder.File("models"), "vision.safetensors", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(tower, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(tower, bytes, TestContext.Current.CancellationToken);

        var run = await IndexAsync(_folder.File("a.mp4"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("was changed", run.Error, StringComparison.Ordinal);
        Assert.NotEqual("rejected", (await StatusAsync()).GetProperty("videos")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Index_EmptyFolder_SaysSo()
    {
        Directory.CreateDirectory(_folder.File("empty"));

        var run = await IndexAsync(_folder.File("empty"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no videos", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--tag", "novalue")]
    [InlineData("--tag", "=x")]
    public async Task Index_NotATag_IsWrongUsage(params string[] options) => Assert.Equal(2, (await IndexAsync(["a.mp4", .. options])).ExitCode);

    [Fact]
    public async Task Index_AnotherProcessIndexes_IsRefused()
    {
        await TinyClips.PatternAsync(_folder, "a.mp4", 1);
        Directory.CreateDirectory(_folder.File("data"));
        using var held = await DataFolderLock.AcquireAsync(_folder.File("data"), TimeProvider.System, TestContext.Current.CancellationToken);

        var run = await IndexAsync(_folder.File("a.mp4"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Another process is indexing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_PlainClip_Works()
    {
        TinyBundle.Write(_folder, temporal: false);
        await TinyClips.PatternAsync(_folder, "a.mp4", 1);

        Assert.Equal(0, (await IndexAsync(_folder.File("a.mp4"))).ExitCode);
        Assert.Single((await CommandRun.OfAsync("search", "a dog", "--min-relevance", "0", "--json", "--data", _folder.File("data"), "--models", _folder.File("models"))).Json.GetProperty("hits").EnumerateArray());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<CommandRun> IndexAsync(params string[] arguments)
    {
        if (!Directory.Exists(_folder.File("models")))
            TinyBundle.Write(_folder);
        return await CommandRun.OfAsync(["index", .. arguments, "--data", _folder.File("data"), "--models", _folder.File("models")]);
    }

    private async Task<JsonElement> StatusAsync() => (await CommandRun.OfAsync("status", "--data", _folder.File("data"), "--json")).Json;
}
