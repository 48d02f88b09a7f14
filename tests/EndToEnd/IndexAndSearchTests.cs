using System.Text.Json;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

public sealed class IndexAndSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string[] Places => ["--data", _folder.File("data"), "--models", _folder.File("models")];

    [Fact]
    public async Task GivenVideosAndABrokenFile_WhenIndexed_SearchFindsTheVideosAndStatusTellsOfAll()
    {
        TinyBundle.Write(_folder);
        await TinyClips.PatternAsync(_folder, "videos/a.mp4", 12);
        await TinyClips.PatternAsync(_folder, "videos/b.webm", 2, "testsrc2");
        await File.WriteAllBytesAsync(_folder.File("videos/c.mp4"), [], TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await MoteProcess.RunAsync(["index", _folder.File("videos"), "--json", .. Places]);

        Assert.Equal(1, exitCode);
        Assert.Equal("", error);
        var states = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("state").GetString());
        Assert.Equal(["rejected", "searchable", "searchable"], states.Order());
        var hits = (await MoteProcess.JsonAsync(["search", "a dog in the snow", "--min-relevance", "0", .. Places])).GetProperty("hits");
        Assert.Equal(3, hits.GetArrayLength());
        Assert.All(hits.EnumerateArray(), hit => Assert.True(File.Exists(hit.GetProperty("source").GetString())));
        var status = await MoteProcess.JsonAsync("status", "--data", _folder.File("data"));
        Assert.Equal(3, status.GetProperty("videos").GetArrayLength());
        Assert.Equal(3, status.GetProperty("models")[0].GetProperty("segments").GetInt32());
    }

    [Fact]
    public async Task GivenIndexing_WhenKilled_NoVideoIsHalfThereAndTheNextRunCompletesAll()
    {
        const int Clips = 10;
        await FillAsync(Clips);
        using (var run = MoteProcess.Start(["index", _folder.File("videos"), "--json", .. Places]))
        {
            Assert.NotNull(await run.Output.ReadLineAsync(TestContext.Current.CancellationToken));
            run.Kill();
            _ = await run.EndAsync();
        }

        AssertWhole(await StatusAsync(), atMost: Clips - 1);
        var (exitCode, output, error) = await MoteProcess.RunAsync(["index", _folder.File("videos"), "--json", .. Places]);

        Assert.True(exitCode == 0, error);
        Assert.Equal(Clips, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var status = await StatusAsync();
        Assert.All(status.GetProperty("videos").EnumerateArray(), video => Assert.Equal("searchable", video.GetProperty("state").GetString()));
        Assert.Equal(Clips, status.GetProperty("videos").GetArrayLength());
        Assert.Equal(2 * Clips, status.GetProperty("models")[0].GetProperty("segments").GetInt32());
    }

    [Fact]
    public async Task GivenIndexing_WhenAskedToStop_ItStopsCleanly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        await FillAsync(10);
        using var run = MoteProcess.Start(["index", _folder.File("videos"), "--json", .. Places]);
        Assert.NotNull(await run.Output.ReadLineAsync(TestContext.Current.CancellationToken));

        await run.TerminateAsync();
        var (exitCode, _, error) = await run.EndAsync();

        Assert.Equal(130, exitCode);
        Assert.Equal("Stopped.", error.Trim());
        AssertWhole(await StatusAsync(), atMost: 9);
    }

    [Fact]
    public async Task GivenIndexing_WhenAnotherIndexes_TheSecondIsRefusedAndSearchStillAnswers()
    {
        await FillAsync(10);
        using var run = MoteProcess.Start(["index", _folder.File("videos"), "--json", .. Places]);
        Assert.NotNull(await run.Output.ReadLineAsync(TestContext.Current.CancellationToken));

        var second = MoteProcess.RunAsync(["index", _folder.File("videos"), "--json", .. Places]);
        var search = MoteProcess.JsonAsync(["search", "rain", "--min-relevance", "0", .. Places]);

        Assert.NotEqual(0, (await search).GetProperty("hits").GetArrayLength());
        var (exitCode, _, error) = await second;
        var (firstExitCode, _, firstError) = await run.EndAsync();
        Assert.True(firstExitCode == 0, firstError);

        // The first run may be over before the second asks for the folder; then the second finds all of it done.
        if (exitCode != 0)
            Assert.Contains("Another process is indexing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenTheReferenceClips_WhenIndexed_EachGetsAVerdict()
    {
        var media = ReferenceMedia.Require("");
        TinyBundle.Write(_folder);

        var (exitCode, output, error) = await MoteProcess.RunAsync(["index", media, "--json", .. Places]);

        Assert.True(exitCode is 0 or 1, error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var files = Directory.EnumerateFiles(media, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".mp4" or ".mkv" or ".webm" or ".mov");
        Assert.Equal(files.Order(StringComparer.Ordinal), lines.Select(line => line.GetProperty("source").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(lines.Where(line => line.GetProperty("state").GetString() == "searchable"), line => Assert.True(line.GetProperty("segments").GetInt32() > 0));
        Assert.All(lines.Where(line => line.GetProperty("state").GetString() == "rejected"), line => Assert.EndsWith(".", line.GetProperty("reason").GetString(), StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(output);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertWhole(JsonElement status, int atMost)
    {
        var searchable = status.GetProperty("videos").EnumerateArray().Where(video => video.GetProperty("state").GetString() == "searchable").ToList();
        Assert.InRange(searchable.Count, 1, atMost);
        Assert.All(searchable, video => Assert.Equal(2, video.GetProperty("segments").GetInt32()));
        Assert.Equal(0, status.GetProperty("models")[0].GetProperty("segments").GetInt32() % 2);
    }

    private Task<JsonElement> StatusAsync() => MoteProcess.JsonAsync("status", "--data", _folder.File("data"));

    // Different bytes, two segments each.
    private async Task FillAsync(int clips)
    {
        TinyBundle.Write(_folder);
        for (var clip = 0; clip < clips; clip++)
        {
            await TinyClips.PatternAsync(_folder, $"videos/{clip:00}.mp4", 11 + (clip / 10.0));
        }
    }
}
