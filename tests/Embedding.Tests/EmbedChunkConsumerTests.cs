using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Chunks;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.ServiceTests;
using MoTE.Indexing.Testing.Ports;
using SkiaSharp;

namespace MoTE.Indexing.Embedding.Tests;

public sealed class EmbedChunkConsumerTests : IAsyncDisposable
{
    private readonly ServiceData _data = new();
    private readonly ModelBundle _bundle;

    public EmbedChunkConsumerTests()
    {
        _bundle = ModelBundle.Open(Path.Combine(TinyBundle.Write(_data.Folder), "tiny"));
        _data.Model = new ModelIdentity(_bundle.Fingerprint, _bundle.Name);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consume_OnlyChunk_BecomesAnArtifactWithPictures()
    {
        var video = await VideoAsync(23);
        var harness = await StartAsync();

        await EmbedAsync(harness, video, 1);

        var embedded = Assert.Single(await ServiceData.PublishedAsync<ChunkEmbedded>(harness));
        var chunk = await ReadAsync(video, 0);
        Assert.Equal((embedded.Artifact, 0, 1), (ArtifactNames.Chunk(_bundle.Fingerprint, 0), chunk.Chunk, chunk.ChunkCount));
        Assert.Equal((_bundle.Fingerprint, "tiny", null), (chunk.ModelFingerprint, chunk.ModelName, chunk.Remark));
        Assert.Equal([0, 1, 2], chunk.Segments.Select(segment => segment.Segment.Number));
        Assert.Equal(TimeSpan.FromSeconds(23), chunk.Segments[^1].Segment.End);
        Assert.All(chunk.Segments, segment => Assert.Equal((TinyBundle.Width, TinyBundle.Width, 5), (segment.View.Spatial.Length, segment.View.Temporal.Length, segment.Fit.Logits.Length)));
        Assert.True(embedded.Times.DecodeMs > 0);
        var names = await _data.Artifacts.ListAsync(video.Id, "", Token);
        Assert.Equal(1 + (2 * 3), names.Count);
        Assert.Equal((336, 224), await SizeAsync(video, ArtifactNames.Thumbnail(_bundle.Fingerprint, 1)));
        Assert.Equal((8 * 216, 144), await SizeAsync(video, ArtifactNames.Preview(_bundle.Fingerprint, 2)));
        Assert.Equal(1, ServiceData.Count<EmbedChunk>(harness));
    }

    [Fact]
    public async Task Consume_ManyChunks_GiveWhatOneGives()
    {
        var video = await VideoAsync(31, keyFrameEvery: 20);
        var harness = await StartAsync(chunkLength: TimeSpan.FromSeconds(6));

        await EmbedAsync(harness, video, 5);

        var embedded = await ServiceData.PublishedAsync<ChunkEmbedded>(harness, 5);
        Assert.Equal([0, 1, 2, 3, 4], embedded.Select(message => message.Chunk).Order());
        var many = new List<EmbeddedSegment>();
        for (var chunk = 0; chunk < 5; chunk++)
        {
            many.AddRange((await ReadAsync(video, chunk)).Segments);
        }

        Assert.Equal(Enumerable.Range(0, many.Count), many.Select(segment => segment.Segment.Number));
        await AssertSameAsOneChunkAsync(video, many);
    }

    [Fact]
    public async Task Consume_ArtifactIsThere_OnlyHandsOn()
    {
        var video = await VideoAsync(12, keyFrameEvery: 20);
        var harness = await StartAsync(chunkLength: TimeSpan.FromSeconds(4));
        await EmbedAsync(harness, video, 3);
        _ = await ServiceData.PublishedAsync<ChunkEmbedded>(harness, 3);
        File.Delete(_data.Folder.File("video.mp4"));

        await EmbedAsync(harness, video, 3);

        var again = (await ServiceData.PublishedAsync<ChunkEmbedded>(harness, 6))[3..];
        Assert.Equal([0, 1, 2], again.Select(message => message.Chunk).Order());
        Assert.All(again, message => Assert.Equal(new StageTimes(), message.Times));
    }

    [Fact]
    public async Task Consume_SameChunkTwiceAtOnce_IsWorkedOnce()
    {
        var video = await VideoAsync(12);
        var harness = await StartAsync();

        await Task.WhenAll(EmbedAsync(harness, video, 1), EmbedAsync(harness, video, 1));

        var embedded = await ServiceData.PublishedAsync<ChunkEmbedded>(harness, 2);
        Assert.Single(embedded, message => message.Times.DecodeMs > 0);
    }

    [Fact]
    public async Task Consume_VideosOfSeveralSizes_AreEmbeddedTogether()
    {
        var first = await VideoAsync(12);
        var second = await VideoAsync(8, "other.mp4", "testsrc2");
        var harness = await StartAsync();

        await EmbedAsync(harness, first, 1);
        await EmbedAsync(harness, second, 1);

        _ = await ServiceData.PublishedAsync<ChunkEmbedded>(harness, 2);
        Assert.Equal(2, (await ReadAsync(first, 0)).Segments.Count);
        Assert.Single((await ReadAsync(second, 0)).Segments);
        await AssertSameAsOneChunkAsync(second, (await ReadAsync(second, 0)).Segments);
    }

    [Fact]
    public async Task Consume_FileThatIsGone_RejectsTheVideo()
    {
        var video = await VideoAsync(1);
        File.Delete(_data.Folder.File("video.mp4"));
        var harness = await StartAsync();

        await EmbedAsync(harness, video, 1);

        var rejected = Assert.Single(await ServiceData.PublishedAsync<VideoRejected>(harness));
        Assert.Equal((video.Id.Value, _bundle.Fingerprint), (rejected.VideoId, rejected.ModelFingerprint));
        Assert.Equal((VideoState.Rejected, rejected.Reason), ((await _data.SingleAsync()).State, (await _data.SingleAsync()).Reason));
    }

    [Fact]
    public async Task Consume_VideoDeletedMeanwhile_LeavesNothing()
    {
        var video = await VideoAsync(12);
        var harness = await StartAsync(services => services.AddSingleton<IEmbeddingProgress>(new DeletingProgress(_data)));

        await EmbedAsync(harness, video, 1);

        Assert.True(await harness.Consumed.Any<EmbedChunk>(Token));
        Assert.Empty(await _data.Artifacts.ListVideosAsync(Token));
        Assert.Equal(0, ServiceData.Count<ChunkEmbedded>(harness));
    }

    [Fact]
    public async Task Consume_VideoDeletedMeanwhileAndTheWorkFails_LeavesNothing()
    {
        var video = await VideoAsync(12);
        _data.Artifacts = new FullArtifactStore(_data.Artifacts);
        var harness = await StartAsync(services => services.AddSingleton<IEmbeddingProgress>(new DeletingProgress(_data)));

        await EmbedAsync(harness, video, 1);

        _ = Assert.Single(await ServiceData.PublishedAsync<Fault<EmbedChunk>>(harness));
        Assert.Empty(await _data.Artifacts.ListVideosAsync(Token));
    }

    [Fact]
    public async Task Consume_StoreThatIsFull_RejectsNothingAndFaults()
    {
        var video = await VideoAsync(12);
        _data.Artifacts = new FullArtifactStore(_data.Artifacts);
        var harness = await StartAsync();

        await EmbedAsync(harness, video, 1);

        Assert.Equal("The disk is full.", Assert.Single(await ServiceData.PublishedAsync<Fault<EmbedChunk>>(harness)).Exceptions[0].Message);
        Assert.Equal(VideoState.Probed, (await _data.SingleAsync()).State);
    }

    [Fact]
    public async Task Consume_AnotherModel_Faults()
    {
        var video = await VideoAsync(1);
        _data.Model = new ModelIdentity(Examples.OtherModel, "other");
        var harness = await StartAsync();

        await EmbedAsync(harness, video, 1);

        Assert.Contains("other", Assert.Single(await ServiceData.PublishedAsync<Fault<EmbedChunk>>(harness)).Exceptions[0].Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    private Task<ITestHarness> StartAsync(TimeSpan chunkLength) =>
        StartAsync(services => services.Configure<ChunkOptions>(options => options.ChunkLength = chunkLength));

    private Task<ITestHarness> StartAsync(Action<IServiceCollection>? more = null) => _data.StartAsync(
        services =>
        {
            _ = services.AddSingleton(_bundle);
            more?.Invoke(services);
            _ = services.AddEmbedding();
        },
        bus => bus.AddEmbeddingConsumers());

    private Task EmbedAsync(ITestHarness harness, Video video, int chunks) => harness.Bus.Publish(
        new EmbedChunk { VideoId = video.Id.Value, ModelFingerprint = _bundle.Fingerprint, Chunk = 0, ChunkCount = chunks }, Token);

    private async Task<Video> VideoAsync(double seconds, string name = "video.mp4", string source = "testsrc", int keyFrameEvery = 250)
    {
        var stored = await _data.Videos.AddFileAsync(await TinyClips.PatternAsync(_data.Folder, name, seconds, source, keyFrameEvery), Token);
        var video = Examples.Video(1, _bundle.Fingerprint) with { Id = stored.Id, State = VideoState.Probed, ChunksTotal = 1 };
        await _data.Catalogue.SaveAsync(video, Token);
        return video;
    }

    private async Task<ChunkArtifact> ReadAsync(Video video, int chunk)
    {
        var read = await ChunkArtifactFile.ReadAsync(_data.Artifacts, video.Id, ArtifactNames.Chunk(_bundle.Fingerprint, chunk), Token);
        Assert.NotNull(read);
        return read;
    }

    private async Task AssertSameAsOneChunkAsync(Video video, IReadOnlyList<EmbeddedSegment> segments)
    {
        await using var alone = new ServiceData { Model = _data.Model };
        _ = await alone.Videos.AddFileAsync((await _data.Videos.OpenAsync(video.Id, Token)).Path, Token);
        await alone.Catalogue.SaveAsync(video, Token);
        var harness = await alone.StartAsync(services => services.AddSingleton(_bundle).AddEmbedding(), bus => bus.AddEmbeddingConsumers());
        await EmbedAsync(harness, video, 1);
        _ = await ServiceData.PublishedAsync<ChunkEmbedded>(harness);
        var expected = await ChunkArtifactFile.ReadAsync(alone.Artifacts, video.Id, ArtifactNames.Chunk(_bundle.Fingerprint, 0), Token);

        Assert.Equal(expected!.Segments.Select(segment => segment.Segment), segments.Select(segment => segment.Segment));
        Assert.All(expected.Segments.Zip(segments), pair =>
        {
            Assert.Equal(0, pair.First.View.Spatial.Zip(pair.Second.View.Spatial, (a, b) => Math.Abs(a - b)).Max(), 1e-4);
            Assert.Equal(0, pair.First.View.Temporal.Zip(pair.Second.View.Temporal, (a, b) => Math.Abs(a - b)).Max(), 1e-4);
        });
    }

    private async Task<(int Width, int Height)> SizeAsync(Video video, string name)
    {
        await using var stream = await _data.Artifacts.OpenAsync(video.Id, name, Token);
        using var bytes = new MemoryStream();
        await stream!.CopyToAsync(bytes, Token);
        using var picture = SKBitmap.Decode(bytes.ToArray());
        return (picture.Width, picture.Height);
    }

    /// <summary>Deletes the video as soon as its first segment is embedded.</summary>
    private sealed class DeletingProgress(ServiceData data) : IEmbeddingProgress
    {
        public void SegmentEmbedded(Segment segment) => data.Catalogue.DeleteAsync(segment.VideoId, Token).GetAwaiter().GetResult();
    }

    /// <summary>Has no room for chunks.</summary>
    private sealed class FullArtifactStore(IArtifactStore store) : IArtifactStore
    {
        public Task PutAsync(VideoId id, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => name.Contains("chunk", StringComparison.Ordinal)
            ? throw new StoreUnavailableException("The disk is full.", new IOException())
            : store.PutAsync(id, name, content, cancellationToken);

        public Task<Stream?> OpenAsync(VideoId id, string name, CancellationToken cancellationToken) => store.OpenAsync(id, name, cancellationToken);

        public Task<IReadOnlyList<string>> ListAsync(VideoId id, string prefix, CancellationToken cancellationToken) => store.ListAsync(id, prefix, cancellationToken);

        public Task<IReadOnlyList<VideoId>> ListVideosAsync(CancellationToken cancellationToken) => store.ListVideosAsync(cancellationToken);

        public Task<int> DeleteAsync(VideoId id, string prefix, CancellationToken cancellationToken) => store.DeleteAsync(id, prefix, cancellationToken);

        public Task<int> DeleteAsync(VideoId id, CancellationToken cancellationToken) => store.DeleteAsync(id, cancellationToken);
    }
}
