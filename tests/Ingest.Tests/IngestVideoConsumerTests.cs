using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Ingest.Requests;
using MoTE.Indexing.Media.Chunks;
using MoTE.Indexing.ServiceTests;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Ingest.Tests;

public sealed class IngestVideoConsumerTests : IAsyncDisposable
{
    private readonly ServiceData _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consume_NewFile_IsStoredPlannedAndStarted()
    {
        var path = await TinyClips.PatternAsync(_data.Folder, "some clip.mp4", 3);
        var harness = await StartAsync();

        var request = await IngestAsync(harness, path);

        var received = Assert.Single(await ServiceData.PublishedAsync<VideoReceived>(harness));
        Assert.Equal((request, path, false), (received.RequestId, received.Source, received.WasSearchable));
        var embed = Assert.Single(await ServiceData.PublishedAsync<EmbedChunk>(harness));
        Assert.Equal((received.VideoId, Examples.Model, 0, 1, null), (embed.VideoId, embed.ModelFingerprint, embed.Chunk, embed.ChunkCount, embed.Carry));
        var video = await _data.SingleAsync();
        Assert.Equal((VideoState.Probed, "some clip", TimeSpan.FromSeconds(3), 1), (video.State, video.Title, video.Duration, video.ChunksTotal));
        Assert.Equal(new VideoFormat(96, 64, "mov,mp4,m4a,3gp,3g2,mj2", "h264", "yuv420p", null), video.Format);
        Assert.Equal([path], video.Sources);
        Assert.Equal(new FileInfo(path).Length, video.SizeBytes);
        Assert.NotNull(await _data.Videos.FindAsync(video.Id, Token));
    }

    [Fact]
    public async Task Consume_SameBytesUnderTwoNames_AreOneVideoWithTwoSources()
    {
        var first = await TinyClips.PatternAsync(_data.Folder, "a.mp4", 1);
        var second = _data.Folder.File("b.mp4");
        File.Copy(first, second);
        var harness = await StartAsync();

        await Task.WhenAll(IngestAsync(harness, first), IngestAsync(harness, second));

        Assert.Equal(2, (await ServiceData.PublishedAsync<EmbedChunk>(harness, 2)).Length);
        Assert.Equal([first, second], (await _data.SingleAsync()).Sources.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Consume_NewTitle_IsNotedBesideTheArtifacts()
    {
        var path = await TinyClips.PatternAsync(_data.Folder, "a.mp4", 1);
        var harness = await StartAsync();
        await IngestAsync(harness, path);
        _ = await ServiceData.PublishedAsync<EmbedChunk>(harness);

        await IngestAsync(harness, path, "A new title");
        _ = await ServiceData.PublishedAsync<EmbedChunk>(harness, 2);

        var video = await _data.SingleAsync();
        var note = await VideoNoteFile.ReadAsync(_data.Artifacts, video.Id, Token);
        Assert.Equal(("A new title", Video.DefaultCollection), (note!.Title, note.Collection));
        Assert.Equal([path], note.Sources);
    }

    [Fact]
    public async Task Consume_KnownUnderAnotherModel_IsCalledAsItWas()
    {
        var stored = await _data.Videos.AddFileAsync(await TinyClips.PatternAsync(_data.Folder, "a.mp4", 1), Token);
        var tags = new Dictionary<string, string> { ["place"] = "Oslo" };
        var note = new VideoNote("Harbour", "trips", tags, ["/srv/harbour.mp4"], DateTimeOffset.UnixEpoch);
        await VideoNoteFile.WriteAsync(_data.Artifacts, stored.Id, note, Token);
        var harness = await StartAsync();

        await IngestAsync(harness, $"video:{stored.Id}");
        _ = await ServiceData.PublishedAsync<EmbedChunk>(harness);

        var video = await _data.SingleAsync();
        Assert.Equal(("Harbour", "trips", DateTimeOffset.UnixEpoch), (video.Title, video.Collection, video.ReceivedAt));
        Assert.Equal(tags, video.Tags);
        Assert.Equal(note.Sources, video.Sources);
    }

    [Fact]
    public async Task Consume_SearchableVideo_IsToldAndNotTouched()
    {
        var path = await TinyClips.PatternAsync(_data.Folder, "a.mp4", 1);
        var stored = await _data.Videos.AddFileAsync(path, Token);
        await _data.Catalogue.SaveAsync(Examples.Video(1) with { Id = stored.Id, State = VideoState.Searchable, Title = "mine" }, Token);
        var harness = await StartAsync();

        await IngestAsync(harness, path, title: null);

        Assert.True(Assert.Single(await ServiceData.PublishedAsync<VideoReceived>(harness)).WasSearchable);
        Assert.True(await harness.Consumed.Any<IngestVideo>(Token));
        Assert.Equal(0, ServiceData.Count<EmbedChunk>(harness));
        var video = await _data.SingleAsync();
        Assert.Equal((VideoState.Searchable, "mine"), (video.State, video.Title));
        Assert.Contains(path, video.Sources);
    }

    [Theory]
    [InlineData("sound.mp4", "has no video stream")]
    [InlineData("text.mp4", "is not a video")]
    public async Task Consume_NotAVideo_IsRejectedWithItsReason(string name, string reason)
    {
        var path = name == "sound.mp4" ? await TinyClips.SoundAsync(_data.Folder, name) : _data.Folder.File(name);
        if (!File.Exists(path))
            await File.WriteAllTextAsync(path, "no video", Token);
        var harness = await StartAsync();

        var request = await IngestAsync(harness, path);

        var rejected = Assert.Single(await ServiceData.PublishedAsync<VideoRejected>(harness));
        var video = await _data.SingleAsync();
        Assert.Equal((request, video.Id.Value, Examples.Model), (rejected.RequestId, rejected.VideoId, rejected.ModelFingerprint));
        Assert.StartsWith($"{name} {reason}", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal((VideoState.Rejected, rejected.Reason), (video.State, video.Reason));
        Assert.Equal(0, ServiceData.Count<EmbedChunk>(harness));
    }

    [Theory]
    [InlineData("/nowhere/a.mp4", "a.mp4 is not there")]
    [InlineData("a.mp4", "no video source")]
    public async Task Consume_SourceThatCannotBeHad_IsRefusedWithoutAVideo(string source, string reason)
    {
        var harness = await StartAsync();

        var request = await IngestAsync(harness, source);

        var rejected = Assert.Single(await ServiceData.PublishedAsync<VideoRejected>(harness));
        Assert.Equal((request, source, null), (rejected.RequestId, rejected.Source, rejected.VideoId));
        Assert.Contains(reason, rejected.Reason, StringComparison.Ordinal);
        Assert.Empty(await _data.Catalogue.ListAsync(Token));
    }

    [Fact]
    public async Task Consume_RejectedVideo_BeginsAnew()
    {
        var path = await TinyClips.PatternAsync(_data.Folder, "a.mp4", 1);
        var stored = await _data.Videos.AddFileAsync(path, Token);
        var video = Examples.Video(1) with { Id = stored.Id, State = VideoState.Rejected, Reason = "It was broken.", ChunksTotal = 1 };
        await _data.Catalogue.SaveAsync(video, Token);
        await PutChunkAsync(video, 0, 1, "another cut");
        var harness = await StartAsync();

        await IngestAsync(harness, path);

        Assert.Null(Assert.Single(await ServiceData.PublishedAsync<EmbedChunk>(harness)).Carry);
        Assert.Equal((VideoState.Probed, null), ((await _data.SingleAsync()).State, (await _data.SingleAsync()).Reason));
        Assert.Empty(await _data.Artifacts.ListAsync(stored.Id, ArtifactNames.OfModel(Examples.Model), Token));
    }

    [Fact]
    public async Task Consume_UnfinishedVideo_GoesOnAfterTheLastArtifact()
    {
        var video = await UnfinishedAsync(chunksTotal: 3);
        await PutChunkAsync(video, 0, 3);
        await PutChunkAsync(video, 1, 3);
        var harness = await StartAsync(chunkLength: TimeSpan.FromSeconds(1));

        await IngestAsync(harness, $"video:{video.Id}");

        Assert.Equal([0, 1], (await ServiceData.PublishedAsync<ChunkEmbedded>(harness, 2)).Select(chunk => chunk.Chunk));
        var embed = Assert.Single(await ServiceData.PublishedAsync<EmbedChunk>(harness));
        Assert.Equal((2, 3, "carry of 1"), (embed.Chunk, embed.ChunkCount, embed.Carry));
        Assert.Equal(VideoState.Embedding, (await _data.SingleAsync()).State);
    }

    [Fact]
    public async Task Consume_UnfinishedVideoOfAnotherCut_BeginsAnew()
    {
        var video = await UnfinishedAsync(chunksTotal: 3);
        await PutChunkAsync(video, 0, 3, "another cut");
        var harness = await StartAsync(chunkLength: TimeSpan.FromSeconds(1));

        await IngestAsync(harness, $"video:{video.Id}");

        Assert.Equal(0, Assert.Single(await ServiceData.PublishedAsync<EmbedChunk>(harness)).Chunk);
        Assert.Empty(await _data.Artifacts.ListAsync(video.Id, ArtifactNames.OfModel(Examples.Model), Token));
        Assert.Equal(0, ServiceData.Count<ChunkEmbedded>(harness));
    }

    [Fact]
    public async Task Consume_UnfinishedVideoWhoseFileIsGone_IsRejected()
    {
        var video = await UnfinishedAsync(chunksTotal: 3);
        File.Delete(_data.Folder.File("unfinished.mp4"));
        var harness = await StartAsync();

        await IngestAsync(harness, $"video:{video.Id}");

        Assert.Equal(video.Id.Value, Assert.Single(await ServiceData.PublishedAsync<VideoRejected>(harness)).VideoId);
        Assert.Contains("not where it was", (await _data.SingleAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consume_StoreThatCannotBeWritten_RejectsNothingAndFaults()
    {
        var path = await TinyClips.PatternAsync(_data.Folder, "a.mp4", 1);
        await File.WriteAllTextAsync(Path.Combine(_data.Folder.File("data"), "tmp"), "a file where a folder has to be", Token);
        var harness = await StartAsync(faults: true);

        var request = await IngestAsync(harness, path);

        var fault = Assert.Single(await ServiceData.PublishedAsync<Fault<IngestVideo>>(harness));
        Assert.Equal(typeof(StoreUnavailableException).FullName, fault.Exceptions[0].ExceptionType);
        var rejected = Assert.Single(await ServiceData.PublishedAsync<VideoRejected>(harness));
        Assert.Equal((request, null), (rejected.RequestId, rejected.VideoId));
        Assert.Empty(await _data.Catalogue.ListAsync(Token));
    }

    [Fact]
    public async Task Resumption_UnfinishedOfThisModel_AreRequested()
    {
        foreach (var state in Enum.GetValues<VideoState>())
        {
            await _data.Catalogue.SaveAsync(Examples.Video(10 + (int)state) with { State = state }, Token);
            await _data.Catalogue.SaveAsync(Examples.Video(20 + (int)state, Examples.OtherModel) with { State = state }, Token);
        }

        var resumption = new Resumption(_data.Catalogue, new NoPendingRequests(), _data.Model, Microsoft.Extensions.Logging.Abstractions.NullLogger<Resumption>.Instance);
        var unfinished = await resumption.FindAsync(Token);

        Assert.Equal([VideoState.Received, VideoState.Probed, VideoState.Embedding], unfinished.Select(pair => pair.Video.State));
        Assert.Equal(unfinished.Select(pair => $"video:{pair.Video.Id}"), unfinished.Select(pair => pair.Request.Source));
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    private static async Task<Guid> IngestAsync(ITestHarness harness, string source, string? title = null)
    {
        var request = new IngestVideo { RequestId = NewId.NextGuid(), Source = source, Title = title };
        await harness.Bus.Publish(request, Token);
        return request.RequestId;
    }

    private Task<ITestHarness> StartAsync(TimeSpan? chunkLength = null, bool faults = false) => _data.StartAsync(
        services =>
        {
            _ = services.AddIngest();
            if (chunkLength is { } length)
                _ = services.Configure<ChunkOptions>(options => options.ChunkLength = length);
        },
        bus =>
        {
            bus.AddIngestConsumers();
            if (faults)
                bus.AddFaultConsumers();
        });

    private async Task<Video> UnfinishedAsync(int chunksTotal)
    {
        var path = await TinyClips.PatternAsync(_data.Folder, "unfinished.mp4", 3, keyFrameEvery: 10);
        var stored = await _data.Videos.AddFileAsync(path, Token);
        var video = Examples.Video(1) with { Id = stored.Id, State = VideoState.Embedding, ChunksTotal = chunksTotal };
        await _data.Catalogue.SaveAsync(video, Token);
        return video;
    }

    private Task PutChunkAsync(Video video, int chunk, int count, string? cut = null) => _data.Artifacts.PutAsync(
        video.Id,
        ArtifactNames.Chunk(video.ModelFingerprint, chunk),
        ChunkArtifactFile.Write(new ChunkArtifact
        {
            VideoId = video.Id,
            ModelFingerprint = video.ModelFingerprint,
            Chunk = chunk,
            ChunkCount = count,
            Segments = [],
            Shots = [],
            Cut = cut ?? new ChunkOptions { ChunkLength = TimeSpan.FromSeconds(1) }.Fingerprint(),
            Carry = $"carry of {chunk}",
        }),
        Token);
}
