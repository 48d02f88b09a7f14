using MassTransit.Testing;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.ServiceTests;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Indexing.Tests;

public sealed class ChunkEmbeddedConsumerTests : IAsyncDisposable
{
    private readonly ServiceData _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consume_FirstChunk_IsSearchableAndTheVideoIsNotYet()
    {
        await SaveAsync();
        var harness = await StartAsync();

        await EmbeddedAsync(harness, 0, remark: null);

        var indexed = Assert.Single(await ServiceData.PublishedAsync<ChunkIndexed>(harness));
        Assert.Equal((0, 1, 2), (indexed.Chunk, indexed.ChunksDone, indexed.ChunkCount));
        Assert.Equal((20, 30), (indexed.Times.DecodeMs, indexed.Times.EncodeMs));
        var video = await _data.SingleAsync();
        Assert.Equal((VideoState.Embedding, 1, 3, null), (video.State, video.ChunksDone, video.Segments, video.SearchableAt));
        Assert.Equal(3, (await _data.Index.FindAsync(Examples.Query(1), Token)).Count);
        Assert.Equal(0, ServiceData.Count<VideoIndexed>(harness));
    }

    [Fact]
    public async Task Consume_LastChunk_MakesTheVideoSearchable()
    {
        await SaveAsync();
        var harness = await StartAsync();

        await EmbeddedAsync(harness, 1, "Only the first 50 s of 60 s decode.");
        await EmbeddedAsync(harness, 0, remark: null);

        var indexed = Assert.Single(await ServiceData.PublishedAsync<VideoIndexed>(harness));
        Assert.Equal((6, 60_000, "Only the first 50 s of 60 s decode."), (indexed.Segments, indexed.DurationMs, indexed.Remark));
        var video = await _data.SingleAsync();
        Assert.Equal((VideoState.Searchable, TimeSpan.FromSeconds(60), indexed.Remark), (video.State, video.Duration, video.Remark));
        Assert.NotNull(video.SearchableAt);
    }

    [Fact]
    public async Task Consume_ChunksTwice_ChangesNothing()
    {
        await SaveAsync();
        var harness = await StartAsync();
        await EmbeddedAsync(harness, 0, remark: null);
        await EmbeddedAsync(harness, 1, remark: null);
        _ = await ServiceData.PublishedAsync<VideoIndexed>(harness);
        var before = (await _data.SingleAsync(), await _data.Index.FindAsync(Examples.Query(1), Token));

        await EmbeddedAsync(harness, 0, remark: null);
        await EmbeddedAsync(harness, 1, remark: null);

        Assert.Equal(3, (await ServiceData.PublishedAsync<VideoIndexed>(harness, 3)).Length);
        Assert.Equivalent(before, (await _data.SingleAsync(), await _data.Index.FindAsync(Examples.Query(1), Token)), strict: true);
    }

    [Fact]
    public async Task Consume_VideoThatIsGone_LeavesNothing()
    {
        var harness = await StartAsync();

        await EmbeddedAsync(harness, 0, remark: null);

        Assert.True(await harness.Consumed.Any<ChunkEmbedded>(Token));
        Assert.Empty(await _data.Index.ListModelsAsync(Token));
        Assert.Equal(0, ServiceData.Count<ChunkIndexed>(harness));
    }

    [Fact]
    public async Task Consume_RejectedVideo_StaysRejectedWithoutSegments()
    {
        await SaveAsync(VideoState.Rejected);
        var harness = await StartAsync();

        await EmbeddedAsync(harness, 0, remark: null);

        Assert.True(await harness.Consumed.Any<ChunkEmbedded>(Token));
        Assert.Equal(VideoState.Rejected, (await _data.SingleAsync()).State);
        Assert.Empty(await _data.Index.ListModelsAsync(Token));
    }

    [Fact]
    public async Task Consume_RejectedAfterAChunk_TakesTheChunkOut()
    {
        await SaveAsync();
        var harness = await StartAsync();
        await EmbeddedAsync(harness, 0, remark: null);
        _ = await ServiceData.PublishedAsync<ChunkIndexed>(harness);
        await _data.Catalogue.UpdateAsync(Examples.Id(1), Examples.Model, video => video with { State = VideoState.Rejected, Reason = "It broke." }, Token);

        await harness.Bus.Publish(new VideoRejected { VideoId = Examples.Id(1).Value, ModelFingerprint = Examples.Model, Reason = "It broke." }, Token);

        Assert.True(await harness.Consumed.Any<VideoRejected>(Token));
        Assert.Empty(await _data.Index.ListModelsAsync(Token));
        Assert.Equal(0, (await _data.SingleAsync()).ChunksDone);
    }

    [Fact]
    public async Task Consume_NoArtifact_PassesOver()
    {
        await SaveAsync();
        var harness = await StartAsync();

        await harness.Bus.Publish(Message(0), Token);

        Assert.True(await harness.Consumed.Any<ChunkEmbedded>(Token));
        Assert.Equal(0, ServiceData.Count<ChunkIndexed>(harness));
        Assert.Equal(VideoState.Probed, (await _data.SingleAsync()).State);
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    private static ChunkEmbedded Message(int chunk) => new()
    {
        VideoId = Examples.Id(1).Value,
        ModelFingerprint = Examples.Model,
        Chunk = chunk,
        ChunkCount = 2,
        Artifact = ArtifactNames.Chunk(Examples.Model, chunk),
        Times = new StageTimes { DecodeMs = 20, EncodeMs = 30 },
    };

    private Task SaveAsync(VideoState state = VideoState.Probed) => _data.Catalogue.SaveAsync(Examples.Video(1) with { State = state, ChunksTotal = 2 }, Token);

    private Task<ITestHarness> StartAsync() => _data.StartAsync(services => services.AddIndexing(), bus => bus.AddIndexingConsumers());

    private async Task EmbeddedAsync(ITestHarness harness, int chunk, string? remark)
    {
        await _data.PutChunkAsync(Examples.Video(1), chunk, 2, [.. Examples.Segments(1, 6).Skip(3 * chunk).Take(3)], remark);
        await harness.Bus.Publish(Message(chunk), Token);
    }
}
