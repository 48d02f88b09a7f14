using System.Text.Json;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

/// <summary>Commands with <c>--server</c> against the real program.</summary>
public sealed class ServerOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ServerOptionTests() => TinyBundle.Write(_folder);

    private string[] Places => ["--data", _folder.File("data"), "--models", _folder.File("models")];

    [Fact]
    public async Task GivenAServer_WhenVideosAreIndexed_EveryCommandAnswersAsItDoesLocally()
    {
        var clip = await TinyClips.PatternAsync(_folder, "clip.mp4", 12);
        var broken = _folder.File("broken.mp4");
        await File.WriteAllTextAsync(broken, "no video", TestContext.Current.CancellationToken);
        using var serve = await ServeProcess.StartAsync(Places);
        string[] server = ["--server", serve.Address.AbsoluteUri];

        var (exitCode, output, error) = await MoteProcess.RunAsync(["index", clip, broken, _folder.File("missing.mp4"), "--collection", "trips", "--tag", "place=Oslo", "--json", .. server]);

        Assert.Equal((1, ""), (exitCode, error));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(line => line.GetProperty("source").GetString()!);
        Assert.Equal(["videoId", "source", "state", "reason", "durationMs", "segments", "tookMs", "stages"], lines[clip].EnumerateObject().Select(member => member.Name));
        Assert.Equal(("searchable", 12_000, 2), (lines[clip].GetProperty("state").GetString(), lines[clip].GetProperty("durationMs").GetInt64(), lines[clip].GetProperty("segments").GetInt32()));
        Assert.Equal("rejected", lines[broken].GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, lines[_folder.File("missing.mp4")].GetProperty("videoId").ValueKind);

        var again = await MoteProcess.RunAsync(["index", clip, .. server]);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("already indexed", again.Output, StringComparison.Ordinal);

        var hit = (await MoteProcess.JsonAsync(["search", "a dog", "--min-relevance", "0", "--collection", "trips", "--tag", "place=Oslo", .. server])).GetProperty("hits")[0];
        Assert.Equal(["videoId", "title", "source", "startMs", "endMs", "score", "relevance", "link", "segments"], hit.EnumerateObject().Select(member => member.Name));
        using var played = await serve.Client.GetAsync(new Uri(hit.GetProperty("link").GetString()!), TestContext.Current.CancellationToken);
        Assert.True(played.IsSuccessStatusCode);

        var status = await MoteProcess.JsonAsync(["status", .. server]);
        Assert.Equal(["dataFolder", "indexing", "models", "videos"], status.EnumerateObject().Select(member => member.Name));
        Assert.Equal(2, status.GetProperty("videos").GetArrayLength());

        var deleted = await MoteProcess.JsonAsync(["delete", "clip.mp4", .. server]);
        Assert.Equal((lines[clip].GetProperty("videoId").GetString(), 2), (deleted.GetProperty("videoId").GetString(), deleted.GetProperty("segments").GetInt32()));
        Assert.Equal(1, (await MoteProcess.RunAsync(["delete", "clip.mp4", .. server])).ExitCode);
    }

    [Fact]
    public async Task GivenALineThatBreaks_WhenAFileIsUploaded_ItGoesOnWhereTheServerHasIt()
    {
        var clip = await TinyClips.PatternAsync(_folder, "clip.mp4", 90, "testsrc2", keyFrameEvery: 10);
        Assert.True(new FileInfo(clip).Length > 200_000, "The clip is too small for the line to break three times.");
        using var serve = await ServeProcess.StartAsync(Places);
        await using var relay = new BreakingRelay(serve.Address, breaks: 3, bytesPerConnection: 40_000);

        using var index = MoteProcess.Start([("MOTE_Server__PieceBytes", "65536")], "index", clip, "--server", relay.Address.AbsoluteUri, "--json");
        var (exitCode, output, error) = await index.EndAsync();

        Assert.True(exitCode == 0, error + output);
        Assert.True(relay.BreaksLeft <= 0, "The line did not break as often as it should.");
        Assert.Equal("searchable", JsonDocument.Parse(output).RootElement.GetProperty("state").GetString());
    }

    [Fact]
    public async Task GivenAServerThatIsKilled_WhenItComesBack_TheCommandHearsTheEnd()
    {
        var clip = await TinyClips.PatternAsync(_folder, "clip.mp4", 180, "testsrc2", keyFrameEvery: 10);
        var serve = await ServeProcess.StartAsync(Places);
        var address = serve.Address;
        using var index = MoteProcess.Start("index", clip, "--server", address.AbsoluteUri, "--json");
        using (serve)
        {
            while ((await serve.JsonAsync("/api/videos")).GetProperty("videos").GetArrayLength() == 0)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            await serve.KillAsync();
        }

        using var back = await ServeProcess.StartAsync(address, Places);
        var (exitCode, output, error) = await index.EndAsync();

        Assert.True(exitCode == 0, error + output);
        Assert.Equal("searchable", JsonDocument.Parse(output).RootElement.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("search", "a dog")]
    [InlineData("status")]
    [InlineData("delete", "000000")]
    [InlineData("index", "clip.mp4")]
    public async Task GivenNoServer_WhenACommandIsRun_OneSentenceSaysSo(params string[] command)
    {
        var gone = new Uri("http://127.0.0.1:1/");

        var (exitCode, output, error) = await MoteProcess.RunAsync([.. command, "--server", gone.AbsoluteUri]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal($"Nothing listens at {gone}: start it there with 'mote serve', or give another --server.", error.Trim());
    }

    [Fact]
    public async Task GivenAnotherKindOfServer_WhenACommandIsRun_OneSentenceSaysSo()
    {
        using var other = new LoopbackFileServer();
        _ = other.Serve("api/status", "<title>Not this</title>"u8.ToArray());

        var (exitCode, _, error) = await MoteProcess.RunAsync("status", "--server", other.Address.AbsoluteUri);

        Assert.Equal(1, exitCode);
        Assert.Contains("is no MoTE server", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenAServer_WhenItRefuses_ItsSentenceIsShown()
    {
        using var serve = await ServeProcess.StartAsync(Places);

        var (exitCode, _, error) = await MoteProcess.RunAsync("search", "a dog", "--limit", "1000", "--server", serve.Address.AbsoluteUri);

        Assert.Equal((1, "limit is a whole number from 1 to 999."), (exitCode, error.Trim()));
    }

    [Theory]
    [InlineData("status", "--server", "nonsense")]
    [InlineData("status", "--server", "ftp://127.0.0.1/")]
    [InlineData("status", "--server", "http://127.0.0.1:1", "--data", "x")]
    [InlineData("index", "x.mp4", "--server", "http://127.0.0.1:1", "--model", "demo")]
    [InlineData("reindex", "--server", "http://127.0.0.1:1")]
    public async Task GivenOptionsThatDoNotGoTogether_WhenACommandIsRun_ItIsWrongUsage(params string[] command) =>
        Assert.Equal(2, (await MoteProcess.RunAsync(command)).ExitCode);

    public void Dispose() => _folder.Dispose();
}
