using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Cli.Tests.Status;

public sealed class StatusCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Status_Json_HasTheDocumentedShape()
    {
        await FillAsync();

        var run = await CommandRun.OfAsync("status", "--data", _folder.Path, "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Single(run.Lines);
        Assert.Equal(["dataFolder", "indexing", "models", "videos"], CommandRun.Members(run.Json));
        Assert.Equal(["name", "fingerprint", "videos", "segments"], CommandRun.Members(run.Json.GetProperty("models")[0]));
        var videos = run.Json.GetProperty("videos");
        Assert.Equal(
            ["videoId", "title", "collection", "tags", "sources", "state", "reason", "remark", "durationMs", "sizeBytes", "chunksDone", "chunksTotal", "segments", "model", "receivedAt", "searchableAt"],
            CommandRun.Members(videos[0]));
        Assert.Equal(["searchable", "rejected", "embedding"], videos.EnumerateArray().Select(video => video.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Status_Table_SaysEveryState()
    {
        await FillAsync();

        var run = await CommandRun.OfAsync("status", "--data", _folder.Path);

        Assert.Contains("rejected: It has no video stream.", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 4 chunks (interrupted", run.Output, StringComparison.Ordinal);
        Assert.Contains("searchable: The last 3 seconds do not decode.", run.Output, StringComparison.Ordinal);
        Assert.Contains("3 videos, 3 searchable segments", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public async Task Status_WhileIndexing_DoesNotCallItInterrupted()
    {
        await FillAsync();
        using var held = await DataFolderLock.AcquireAsync(_folder.Path, TimeProvider.System, TestContext.Current.CancellationToken);

        var run = await CommandRun.OfAsync("status", "--data", _folder.Path);

        Assert.DoesNotContain("interrupted", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_DataFromTheEnvironment_IsTheDefault()
    {
        await FillAsync();

        var run = await CommandRun.OfAsync(new Dictionary<string, string> { ["MOTE_DATA"] = _folder.Path }, "status", "--json");

        Assert.Equal(_folder.Path, run.Json.GetProperty("dataFolder").GetString());
    }

    [Fact]
    public async Task Delete_ByFirstDigits_LeavesNothingOfIt()
    {
        await FillAsync();

        var run = await CommandRun.OfAsync("delete", Examples.Id(1).Value, "--data", _folder.Path, "--json");

        Assert.Equal(3, run.Json.GetProperty("segments").GetInt32());
        var status = (await CommandRun.OfAsync("status", "--data", _folder.Path, "--json")).Json;
        Assert.Equal(2, status.GetProperty("videos").GetArrayLength());
        Assert.Equal(0, status.GetProperty("models").GetArrayLength());
    }

    [Fact]
    public async Task Delete_ByPath_FindsIt() => Assert.Contains("video 2", (await DeleteAsync("/videos/2.mp4")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("000000", "3 videos")]
    [InlineData("12345678", "no video")]
    public async Task Delete_NotExactlyOne_SaysSo(string named, string expected)
    {
        var run = await DeleteAsync(named);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<CommandRun> DeleteAsync(string named)
    {
        await FillAsync();
        return await CommandRun.OfAsync("delete", named, "--data", _folder.Path);
    }

    private async Task FillAsync()
    {
        var token = TestContext.Current.CancellationToken;
        using var store = SqliteStore.OpenOrCreate(_folder.Path);
        var catalogue = new SqliteVideoCatalogue(store);
        await catalogue.SaveAsync(Examples.Video(1) with { State = VideoState.Searchable, ChunksTotal = 1, Remark = "The last 3 seconds do not decode." }, token);
        await catalogue.SaveAsync(Examples.Video(2) with { State = VideoState.Rejected, Reason = "It has no video stream." }, token);
        await catalogue.SaveAsync(Examples.Video(3) with { State = VideoState.Embedding, ChunksTotal = 4 }, token);
        await catalogue.CompleteChunkAsync(Examples.Id(3), Examples.Model, new CompletedChunk(0, 12, TimeSpan.FromSeconds(120), null), token);
        await new SqliteSegmentIndex(store).StoreAsync(Examples.Video(1), 0, Examples.Segments(1, 3), token);
    }
}
