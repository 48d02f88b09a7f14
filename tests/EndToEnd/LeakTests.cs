using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

/// <summary>Folders of the server have blanks, brackets and letters beyond ASCII in their names; nothing that it answers holds a part of these.</summary>
public sealed class LeakTests : IDisposable
{
    private const string DataName = "my data (1) ü";
    private const string WatchedName = "come in, please (2) é";
    private readonly TemporaryFolder _folder = new();

    public LeakTests() => TinyBundle.Write(_folder);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivenBadFiles_WhenWatchedOrUploaded_EveryReasonNamesTheFileAndNoFolder()
    {
        await MakeBadFilesAsync(WatchedName, "");
        await MakeBadFilesAsync("uploads", "The same bytes would be the same videos.");
        using var serve = await ServeProcess.StartAsync("--watch", _folder.File(WatchedName), "--data", _folder.File(DataName), "--models", _folder.File("models"));
        await using var events = await EventRecord.BeginAsync(serve.Client);
        foreach (var file in Directory.GetFiles(_folder.File("uploads")))
            await serve.UploadAsync(file);
        await RejectedAsync(serve, 5);
        var videos = (await serve.JsonAsync("/api/videos?limit=100")).GetProperty("videos").EnumerateArray().ToList();
        Assert.All(videos, video => Assert.Contains(video.GetProperty("sources")[0].GetString()!, video.GetProperty("reason").GetString(), StringComparison.Ordinal));
        await NothingLeaksAsync(serve, ["/api/videos?limit=100", "/api/status", .. videos.SelectMany(AddressesOf)]);
        await events.UntilAsync("\"rejected\"");
        HoldsNoPath(events.Text);
    }

    [Fact]
    public async Task GivenRequestsThatCannotBeMet_WhenAnswered_AllAreProblemsWithASentenceAndNoPath()
    {
        using var serve = await ServeProcess.StartAsync("--data", _folder.File(DataName), "--models", _folder.File("models"));
        var unknown = new string('a', 64);

        await NothingLeaksAsync(
            serve,
            ["/nothing/here", "/api/nothing", $"/api/videos/{unknown}", $"/api/videos/{unknown}/file", "/api/videos/..%2F..%2Fetc", $"/api/uploads/{Guid.NewGuid()}", "/api/search", "/api/search?q=", "/js/none.js"]);
        using var upload = new HttpRequestMessage(HttpMethod.Post, "/api/videos") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", $"{1L << 50}" } } };
        await IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, await serve.Client.SendAsync(upload, Token));

        // As curl does, it asks before it sends that much.
        using var json = new ByteArrayContent(new byte[40 << 20]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var large = new HttpRequestMessage(HttpMethod.Post, "/api/videos") { Content = json, Headers = { ExpectContinue = true } };
        await IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, await serve.Client.SendAsync(large, Token));
    }

    [Fact]
    public async Task GivenAFullDisk_WhenUploaded_TheAnswerSaysSoWithoutPath()
    {
        using var disk = new TinyDisk(8 << 10);
        using var serve = await ServeProcess.StartAsync("--data", Path.Combine(disk.Path, DataName), "--models", _folder.File("models"));
        using var upload = new HttpRequestMessage(HttpMethod.Post, "/api/videos") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", $"{16 << 20}" } } };

        var problem = await IsProblemAsync(HttpStatusCode.InsufficientStorage, await serve.Client.SendAsync(upload, Token));

        Assert.Equal("The data folder has no room for this upload: free some disk space and try again.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task GivenADiskThatFillsUp_WhenIndexed_AnswersAndEventsSaySoWithoutPathAndMoreRoomIsAllItTakes()
    {
        const int Clips = 6;
        using var disk = new TinyDisk(224);
        for (var clip = 0; clip < Clips; clip++)
            _ = await TinyClips.PatternAsync(_folder, $"{WatchedName}/{clip}.mp4", 11 + clip);
        string[] arguments = ["--watch", _folder.File(WatchedName), "--data", Path.Combine(disk.Path, DataName), "--models", _folder.File("models")];
        using (var serve = await ServeProcess.StartAsync(arguments))
        {
            await using var events = await EventRecord.BeginAsync(serve.Client);
            await events.UntilAsync("no room");
            using var answer = await serve.Client.GetAsync(new Uri("/api/videos?limit=100", UriKind.Relative), Token);
            var videos = answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("videos").EnumerateArray().ToList() : [];
            await NothingLeaksAsync(serve, ["/api/videos?limit=100", "/api/status", "/api/search?q=a+dog&minRelevance=0", "/api/collections", .. videos.SelectMany(AddressesOf)]);
            HoldsNoPath(events.Text);
            _ = await serve.StopAsync();
        }

        disk.Resize(64 << 10);
        using var again = await ServeProcess.StartAsync(arguments);
        await again.SearchableAsync(Clips);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> AddressesOf(JsonElement video) =>
        new[] { "", "/segments", "/thumbnails/0", "/previews/0", "/playback" }.Select(part => $"/api/videos/{video.GetProperty("videoId").GetString()}{part}");

    // What is watched for are files that are videos by their names, so of the sound only an upload is taken.
    private async Task MakeBadFilesAsync(string folder, string ending)
    {
        await File.AppendAllTextAsync(await TinyClips.SoundAsync(_folder, $"{folder}/only sound.m4a"), ending, Token);
        await File.WriteAllTextAsync(_folder.File($"{folder}/just text.avi"), $"This is no video. {ending}", Token);
        var whole = await File.ReadAllBytesAsync(await TinyClips.PatternAsync(_folder, "whole.mp4", 2), Token);
        await File.WriteAllBytesAsync(_folder.File($"{folder}/cut off.mp4"), [.. whole.AsSpan(0, whole.Length / 4), .. System.Text.Encoding.UTF8.GetBytes(ending)], Token);
    }

    private static async Task RejectedAsync(ServeProcess serve, int videos)
    {
        while (!(await serve.JsonAsync("/api/status")).GetProperty("videos").TryGetProperty("rejected", out var rejected) || rejected.GetInt32() < videos)
            await Task.Delay(50, Token);
    }

    private static async Task NothingLeaksAsync(ServeProcess serve, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            using var answer = await serve.Client.GetAsync(new Uri(address, UriKind.Relative), Token);
            if (!answer.IsSuccessStatusCode)
                _ = await IsProblemAsync(answer.StatusCode, answer);
            else
                HoldsNoPath(await answer.Content.ReadAsStringAsync(Token));
        }
    }

    private static async Task<JsonElement> IsProblemAsync(HttpStatusCode status, HttpResponseMessage answer)
    {
        using (answer)
        {
            HoldsNoPath(await answer.Content.ReadAsStringAsync(Token));
            Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
            Assert.EndsWith(".", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            return problem;
        }
    }

    private static void HoldsNoPath(string text)
    {
        foreach (var part in new[] { "my data", "(1)", "come in", "(2)", Path.GetTempPath().TrimEnd('/'), "content." })
            Assert.DoesNotContain(part, text, StringComparison.Ordinal);
    }
}
