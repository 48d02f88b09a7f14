using MassTransit;
using MassTransit.Testing;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.ServiceTests;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Ingest.Tests;

public sealed class FaultedVideoConsumerTests : IAsyncDisposable
{
    private readonly ServiceData _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "The disk is full.")]
    [InlineData(false, "something unexpected went wrong")]
    public async Task Consume_ChunkGivenUp_IsNotedAndTheVideoStaysAsItWas(bool isForPeople, string expected)
    {
        await _data.Catalogue.SaveAsync(Examples.Video(1) with { State = VideoState.Embedding, ChunksTotal = 4 }, Token);
        var cause = isForPeople ? new StoreUnavailableException("The disk is full.", new IOException()) : (Exception)new InvalidOperationException("secret detail");
        var harness = await StartAsync(cause);

        await harness.Bus.Publish(new EmbedChunk { VideoId = Examples.Id(1).Value, ModelFingerprint = Examples.Model, Chunk = 1, ChunkCount = 4 }, Token);

        Assert.Equal(Examples.Id(1).Value, Assert.Single(await ServiceData.PublishedAsync<VideoAdvanced>(harness)).VideoId);
        var video = await _data.SingleAsync();
        Assert.Equal((VideoState.Embedding, null), (video.State, video.Reason));
        Assert.Contains(expected, video.Remark, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", video.Remark, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VideoState.Received, "It stands still, but can go on when it is tried again: The disk is full.")]
    [InlineData(VideoState.Searchable, null)]
    public async Task Consume_UploadGivenUpAfterItsVideoWasEntered_IsNotedUnlessTheVideoIsDone(VideoState state, string? remark)
    {
        var (upload, id) = await _data.UploadAsync();
        await _data.Catalogue.SaveAsync(Examples.Video(1) with { Id = id, State = state, Sources = ["clip.mp4"] }, Token);
        var harness = await StartAsync(new StoreUnavailableException("The disk is full.", new IOException()));

        await harness.Bus.Publish(new IngestVideo { RequestId = upload, Source = $"upload:{upload:D}" }, Token);

        Assert.Equal(id.Value, Assert.Single(await ServiceData.PublishedAsync<VideoAdvanced>(harness)).VideoId);
        var rejected = Assert.Single(await ServiceData.PublishedAsync<VideoRejected>(harness));
        Assert.Equal((upload, null, "It could not be taken in: The disk is full."), (rejected.RequestId, rejected.VideoId, rejected.Reason));
        var video = await _data.SingleAsync();
        Assert.Equal((state, null, remark), (video.State, video.Reason, video.Remark));
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    private Task<ITestHarness> StartAsync(Exception cause) => _data.StartAsync(
        services => services.AddIngest(),
        bus =>
        {
            bus.AddFaultConsumers();
            bus.AddHandler((ConsumeContext<EmbedChunk> _) => Task.FromException(cause));
            bus.AddHandler((ConsumeContext<IngestVideo> _) => Task.FromException(cause));
        });
}
