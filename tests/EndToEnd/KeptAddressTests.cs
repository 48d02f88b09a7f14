using System.Text.Json;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

/// <summary>An address that was asked for is not forgotten with the process.</summary>
public sealed class KeptAddressTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackFileServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivenAnAddress_WhenKilledWhileItIsFetched_TheNextRunFetchesIt()
    {
        _ = TinyBundle.Write(_folder);
        var film = _server.Serve("film.mp4", await File.ReadAllBytesAsync(await TinyClips.PatternAsync(_folder, "film.mp4", 2), Token));
        film.Stalls.Enqueue(1000);
        using (var killed = MoteProcess.Start([.. Arguments(film.Url.AbsoluteUri), "--title", "Kept", "--collection", "news"]))
        {
            while (film.Ranges.IsEmpty && !killed.HasEnded)
                await Task.Delay(20, Token);
            Assert.False(killed.HasEnded);
            killed.Kill();
            _ = await killed.EndAsync();
        }

        film.ReleaseStall.Release();
        var (exitCode, output, error) = await MoteProcess.RunAsync(Arguments(await TinyClips.PatternAsync(_folder, "other.mp4", 3)));

        Assert.True(exitCode == 0, error);
        Assert.Equal(
            [_folder.File("other.mp4"), film.Url.AbsoluteUri],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("source").GetString()));
        var videos = (await MoteProcess.JsonAsync("status", "--data", _folder.File("data"))).GetProperty("videos").EnumerateArray();
        var kept = Assert.Single(videos, video => video.GetProperty("title").GetString() == "Kept");
        Assert.Equal("searchable", kept.GetProperty("state").GetString());
        Assert.Single((await MoteProcess.RunAsync(Arguments(_folder.File("other.mp4")))).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private string[] Arguments(string source) =>
        ["index", source, "--json", "--allow-network", "127.0.0.0/8", "--data", _folder.File("data"), "--models", _folder.File("models")];
}
