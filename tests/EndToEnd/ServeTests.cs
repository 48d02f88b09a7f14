using System.Net;
using System.Text.Json;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Storage;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ServeTests() => TinyBundle.Write(_folder);

    private string[] Places => ["--data", _folder.File("data"), "--models", _folder.File("models")];

    [Fact]
    public async Task GivenAnEmptyArchive_WhenServed_ThePageAnswersAndTheProgramStopsWhenAsked()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        using var serve = await ServeProcess.StartAsync(Places);
        using var listening = await serve.Client.GetAsync(new Uri("/api/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Contains("<title>", await serve.Client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("ready", (await serve.JsonAsync("/api/health/ready")).GetProperty("status").GetString());
        Assert.Equal((0, ""), await serve.StopAsync());
    }

    [Fact]
    public async Task GivenAServer_WhenAVideoIsUploaded_ItIsFoundShownPlayedAndDeletedWithoutTrace()
    {
        var clip = await TinyClips.PatternAsync(_folder, "clip.mp4", 12);
        using var serve = await ServeProcess.StartAsync(Places);

        await serve.UploadAsync(clip);
        await serve.SearchableAsync(1);

        var hit = (await serve.JsonAsync("/api/search?q=a+dog&minRelevance=0")).GetProperty("hits")[0];
        var id = hit.GetProperty("videoId").GetString()!;
        var video = await serve.JsonAsync($"/api/videos/{id}");
        Assert.Equal(("clip", "clip.mp4", 96, 64), (
            video.GetProperty("title").GetString(), video.GetProperty("sources")[0].GetString(), video.GetProperty("width").GetInt32(), video.GetProperty("height").GetInt32()));
        foreach (var (address, type) in new[] { (hit.GetProperty("thumbnail").GetString()!, "image/jpeg"), (hit.GetProperty("preview").GetString()!, "image/jpeg"), (hit.GetProperty("link").GetString()!, "video/mp4") })
        {
            using var answer = await serve.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }

        using var deleted = await serve.Client.DeleteAsync(new Uri($"/api/videos/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(0, (await serve.JsonAsync("/api/status")).GetProperty("segments").GetInt64());
        Assert.DoesNotContain(Directory.GetFiles(_folder.File("data"), "*", SearchOption.AllDirectories), file => file.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task GivenAServerAtWork_WhenStoppedAndStartedAgain_NothingIsLost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        const int Clips = 6;
        using (var serve = await ServeProcess.StartAsync(Places))
        {
            for (var clip = 0; clip < Clips; clip++)
                await serve.UploadAsync(await TinyClips.PatternAsync(_folder, $"{clip}.mp4", 11 + (clip / 10.0)));
            await serve.SearchableAsync(1);
            Assert.Equal((0, ""), await serve.StopAsync());
        }

        using var again = await ServeProcess.StartAsync(Places);
        await again.SearchableAsync(Clips);

        Assert.Equal(2 * Clips, (await again.JsonAsync("/api/status")).GetProperty("segments").GetInt32());
    }

    [Fact]
    public async Task GivenAServerAtWorkAndAClientThatDownloadsSlowly_WhenStopped_ItEndsAllTheSame()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        var large = await TinyClips.PatternAsync(_folder, "large.mp4", 2);
        await using (var more = File.Open(large, FileMode.Append))
            await more.WriteAsync(new byte[32 << 20], TestContext.Current.CancellationToken);    // more than fits into the buffers of a connection
        using var serve = await ServeProcess.StartAsync(Places);
        await serve.UploadAsync(large);
        await serve.SearchableAsync(1);
        var id = (await VideoId.OfFileAsync(large, TestContext.Current.CancellationToken)).Value;
        using var download = await serve.Client.GetAsync(new Uri($"/api/videos/{id}/file", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await serve.UploadAsync(await TinyClips.PatternAsync(_folder, "at work.mp4", 60));

        Assert.Equal((0, ""), await serve.StopAsync());
    }

    [Fact]
    public async Task GivenVideosAtWork_WhenDeletedAtAnyMoment_NothingOfThemIsLeft()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        using var serve = await ServeProcess.StartAsync(Places);
        var deleted = new List<string>();
        foreach (var (number, moment) in new[] { "received", "probed", "artifacts", "searchable" }.Index())
        {
            var clip = await TinyClips.PatternAsync(_folder, $"{moment}.mp4", 40 + number);
            var id = (await VideoId.OfFileAsync(clip, TestContext.Current.CancellationToken)).Value;
            await serve.UploadAsync(clip);
            while (!await HasComeAsync(serve, id, moment))
                await Task.Delay(10, TestContext.Current.CancellationToken);
            using var answer = await serve.Client.DeleteAsync(new Uri($"/api/videos/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            deleted.Add(id);
        }

        await serve.UploadAsync(await TinyClips.PatternAsync(_folder, "kept.mp4", 2));
        await serve.SearchableAsync(1);

        Assert.Equal((0, ""), await serve.StopAsync());
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder.File("data"), "*", SearchOption.AllDirectories), entry => deleted.Exists(id => entry.Contains(id, StringComparison.Ordinal)));
        var status = await MoteProcess.JsonAsync("status", "--data", _folder.File("data"));
        Assert.Equal("kept", Assert.Single(status.GetProperty("videos").EnumerateArray()).GetProperty("title").GetString());
        Assert.Equal(1, status.GetProperty("models")[0].GetProperty("segments").GetInt32());
    }

    [Fact]
    public async Task GivenAServer_WhenAnotherUsesItsPortOrItsFolder_TheOtherSaysSo()
    {
        using var serve = await ServeProcess.StartAsync(Places);
        var address = serve.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

        var onPort = await MoteProcess.RunAsync("serve", "--urls", address, "--data", _folder.File("other"), "--models", _folder.File("models"));
        var onFolder = await MoteProcess.RunAsync(["serve", "--urls", "http://127.0.0.1:0", .. Places]);

        Assert.Equal((1, $"Another program listens on {address} already: stop it, or choose another port with --urls."), (onPort.ExitCode, onPort.Error.Trim()));
        Assert.Equal(1, onFolder.ExitCode);
        Assert.StartsWith("Another process is indexing into", onFolder.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenAWatchedFolder_WhenVideosAreThereAndCome_TheyAreTakenIn()
    {
        _ = await TinyClips.PatternAsync(_folder, "in/first.mp4", 2);
        using var serve = await ServeProcess.StartAsync(["--watch", _folder.File("in"), "--collection", "arrivals", .. Places]);
        await serve.SearchableAsync(1);

        File.Move(await TinyClips.PatternAsync(_folder, "second.mp4", 3), _folder.File("in/second.mp4"));
        await serve.SearchableAsync(2);

        var titles = (await serve.JsonAsync("/api/videos?collection=arrivals")).GetProperty("videos").EnumerateArray().Select(video => video.GetProperty("title").GetString());
        Assert.Equal(["second", "first"], titles);
    }

    [Fact]
    public async Task GivenNoSuchFolder_WhenWatched_TheProgramSaysSo()
    {
        var (exitCode, _, error) = await MoteProcess.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--watch", _folder.File("nowhere"), .. Places]);

        Assert.Equal((1, $"There is no folder {_folder.File("nowhere")} to watch."), (exitCode, error.Trim()));
    }

    [Fact]
    public async Task GivenAServer_WhenSearchedFromTheCommandLine_BothAnswer()
    {
        var clip = await TinyClips.PatternAsync(_folder, "clip.mp4", 2);
        using var serve = await ServeProcess.StartAsync(Places);
        await serve.UploadAsync(clip);
        await serve.SearchableAsync(1);

        var hits = (await MoteProcess.JsonAsync(["search", "a dog", "--min-relevance", "0", .. Places])).GetProperty("hits");

        Assert.Equal(Ids((await serve.JsonAsync("/api/search?q=a+dog&minRelevance=0")).GetProperty("hits")), Ids(hits));

        static IEnumerable<string?> Ids(JsonElement hits) => hits.EnumerateArray().Select(hit => hit.GetProperty("videoId").GetString());
    }

    [Fact]
    public async Task GivenLongPhrasesInAnyScript_WhenSearched_TheyAreAnsweredAndLongerOnesRefusedInASentence()
    {
        using var serve = await ServeProcess.StartAsync(Places);
        string[] longest = [new('雪', 5000), string.Concat(Enumerable.Repeat("👩‍🚀", 1000)), string.Join(' ', Enumerable.Repeat("schnee", 714))];

        foreach (var text in longest)
            Assert.Equal(text, (await serve.JsonAsync($"/api/search?q={Uri.EscapeDataString(text)}&collection=trips")).GetProperty("query").GetString());

        using var longer = await serve.Client.GetAsync(new Uri($"/api/search?q={Uri.EscapeDataString(new string('雪', 5001))}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, longer.StatusCode);
        Assert.Contains("A phrase has at most 5000 characters.", await longer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var endless = await serve.Client.GetAsync(new Uri($"/api/search?q={new string('a', 60_000)}&not={new string('b', 40_000)}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, endless.StatusCode);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<bool> HasComeAsync(ServeProcess serve, string id, string moment)
    {
        var artifacts = new FolderLayout(_folder.File("data")).ArtifactsOf(VideoId.Parse(id));
        using var answer = await serve.Client.GetAsync(new Uri($"/api/videos/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        if (!answer.IsSuccessStatusCode)
            return false;
        var state = (await serve.JsonAsync($"/api/videos/{id}")).GetProperty("state").GetString();
        return moment switch
        {
            "received" => true,
            "probed" => state != "received",
            "artifacts" => Directory.Exists(artifacts) && Directory.EnumerateFiles(artifacts, "*.jpg", SearchOption.AllDirectories).Any(),
            _ => state == moment,
        };
    }
}
