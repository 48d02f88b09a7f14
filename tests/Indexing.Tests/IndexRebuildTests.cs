using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.ServiceTests;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Indexing.Tests;

public sealed class IndexRebuildTests : IAsyncDisposable
{
    private readonly ServiceData _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_IndexLost_IsTheSameAgain()
    {
        await FillAsync(1, chunks: 2);
        await FillAsync(2, chunks: 1);
        var before = await _data.Index.FindAsync(Examples.Query(1), Token);
        foreach (var number in new[] { 1, 2 })
        {
            await _data.Index.DeleteAsync(Examples.Id(number), Token);
        }

        var rebuilt = await RebuildAsync();

        Assert.Equal([new RebuiltVideo(Examples.Id(1), "video 1", 6, IsWhole: true), new RebuiltVideo(Examples.Id(2), "video 2", 3, IsWhole: true)], rebuilt);
        Assert.Equivalent(before, await _data.Index.FindAsync(Examples.Query(1), Token), strict: true);
        Assert.All(await _data.Catalogue.ListAsync(Token), video => Assert.Equal(VideoState.Searchable, video.State));
    }

    [Fact]
    public async Task RunAsync_SegmentsOfAnEarlierCut_AreGone()
    {
        await FillAsync(1, chunks: 1);
        await _data.Index.StoreAsync(Examples.Video(1), 7, [.. Examples.Segments(1, 9).Skip(6)], Token);

        await RebuildAsync();

        Assert.Equal(3, (await _data.Index.FindAsync(Examples.Query(1), Token)).Count);
    }

    [Fact]
    public async Task RunAsync_EntryLost_GetsANewOne()
    {
        await FillAsync(1, chunks: 2);
        await _data.Catalogue.DeleteAsync(Examples.Id(1), Token);
        await _data.Index.DeleteAsync(Examples.Id(1), Token);

        await RebuildAsync();

        var video = await _data.SingleAsync();
        Assert.Equal((VideoState.Searchable, 6, "demo", TimeSpan.FromSeconds(60)), (video.State, video.Segments, video.ModelName, video.Duration));
        Assert.Equal(6, (await _data.Index.FindAsync(Examples.Query(1), Token)).Count);
    }

    [Fact]
    public async Task RunAsync_EntryLost_IsCalledAsItWasNoted()
    {
        await FillAsync(1, chunks: 1);
        var before = (await _data.Catalogue.UpdateAsync(
            Examples.Id(1),
            Examples.Model,
            video => video with
            {
                Title = "A walk in Žižkov",
                Collection = "trips",
                Tags = new Dictionary<string, string> { ["place"] = "Praha" },
                Sources = ["/srv/walk.mp4", "https://videos.example/walk.mp4"],
            },
            Token))!;
        await RebuildAsync();
        await _data.Catalogue.DeleteAsync(Examples.Id(1), Token);
        await _data.Index.DeleteAsync(Examples.Id(1), Token);

        await RebuildAsync();

        var after = await _data.SingleAsync();
        Assert.Equal((before.Title, before.Collection, before.ReceivedAt), (after.Title, after.Collection, after.ReceivedAt));
        Assert.Equal(before.Tags, after.Tags);
        Assert.Equal(before.Sources, after.Sources);
    }

    [Fact]
    public async Task RunAsync_ChunkLost_TheVideoIsUnfinished()
    {
        await FillAsync(1, chunks: 2, kept: 1);
        await FillAsync(2, chunks: 1, kept: 0);

        var rebuilt = await RebuildAsync();

        Assert.All(rebuilt, video => Assert.False(video.IsWhole));
        Assert.Equal([VideoState.Embedding, VideoState.Received], (await _data.Catalogue.ListAsync(Token)).Select(video => video.State));
        Assert.Equal(3, (await _data.Index.FindAsync(Examples.Query(1), Token)).Count);
    }

    [Fact]
    public async Task RunAsync_RejectedVideo_StaysRejected()
    {
        await FillAsync(1, chunks: 1);
        await _data.Catalogue.UpdateAsync(Examples.Id(1), Examples.Model, video => video with { State = VideoState.Rejected, Reason = "No." }, Token);

        Assert.Empty(await RebuildAsync());

        Assert.Equal(VideoState.Rejected, (await _data.SingleAsync()).State);
    }

    [Fact]
    public async Task RunAsync_OthersIndexAndDeleteMeanwhile_FollowsThem()
    {
        foreach (var number in new[] { 1, 2 })
        {
            await FillAsync(number, chunks: 1);
        }

        var rebuilt = await RebuildAsync(new Meanwhile(() =>
        {
            FillAsync(3, chunks: 2).GetAwaiter().GetResult();
            DeleteAsync(2).GetAwaiter().GetResult();
        }));

        Assert.Equal([Examples.Id(1), Examples.Id(3)], rebuilt.Select(video => video.Id));
        Assert.Equal([Examples.Id(1), Examples.Id(3)], (await _data.Catalogue.ListAsync(Token)).Select(video => video.Id));
        Assert.Equal(9, (await _data.Index.FindAsync(Examples.Query(1), Token)).Count);
        Assert.Equal([Examples.Id(1), Examples.Id(3)], await _data.Artifacts.ListVideosAsync(Token));
    }

    [Fact]
    public async Task RunAsync_Progress_IsToldOfEachVideo()
    {
        await FillAsync(1, chunks: 1);
        await FillAsync(2, chunks: 1);
        var told = new Told();

        var rebuilt = await RebuildAsync(told);

        Assert.Equal([new RebuildProgress(rebuilt[0], 1, 2), new RebuildProgress(rebuilt[1], 2, 2)], told.Steps);
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    private Task<IReadOnlyList<RebuiltVideo>> RebuildAsync(IProgress<RebuildProgress>? progress = null) =>
        new IndexRebuild(_data.Catalogue, new InPlaceGenerations(_data.Index), _data.Artifacts, _data.Videos, TimeProvider.System).RunAsync(progress, beforePublishing: null, Token);

    private async Task DeleteAsync(int number)
    {
        await _data.Index.DeleteAsync(Examples.Id(number), Token);
        await _data.Artifacts.DeleteAsync(Examples.Id(number), Token);
        await _data.Catalogue.DeleteAsync(Examples.Id(number), Token);
    }

    // A searchable video of three segments a chunk, some of whose chunks are still stored.
    private async Task FillAsync(int number, int chunks, int? kept = null)
    {
        var video = Examples.Video(number) with { State = VideoState.Searchable, ChunksTotal = chunks };
        await _data.Catalogue.SaveAsync(video, Token);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var segments = Examples.Segments(number, 3 * chunks).Skip(3 * chunk).Take(3).ToArray();
            if (chunk < (kept ?? chunks))
                await _data.PutChunkAsync(video, chunk, chunks, segments);
            await _data.Index.StoreAsync(video, chunk, segments, Token);
            await _data.Catalogue.CompleteChunkAsync(video.Id, video.ModelFingerprint, new CompletedChunk(chunk, 3, segments[^1].Segment.End, null), Token);
        }
    }

    // What others do when the first video is done.
    private sealed class Meanwhile(Action act) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value)
        {
            if (value.Done == 1)
                act();
        }
    }

    private sealed class Told : IProgress<RebuildProgress>
    {
        public List<RebuildProgress> Steps { get; } = [];

        public void Report(RebuildProgress value) => Steps.Add(value);
    }
}
