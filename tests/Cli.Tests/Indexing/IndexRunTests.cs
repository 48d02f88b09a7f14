using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Cli.Indexing;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Ingest.Addresses;
using MoTE.Indexing.Storage;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Cli.Tests.Indexing;

public sealed class IndexRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;
    private readonly SqliteVideoCatalogue _catalogue;
    private readonly HeardProgress _progress = new();
    private readonly IndexRun _run;

    public IndexRunTests()
    {
        _store = SqliteStore.OpenOrCreate(_folder.Path);
        _catalogue = new SqliteVideoCatalogue(_store);
        var model = new ModelIdentity(Examples.Model, "demo");
        _run = new IndexRun(
            _catalogue, model, new Resumption(_catalogue, new FolderPendingRequests(new FolderLayout(_folder.Path)), model, NullLogger<Resumption>.Instance), _progress, TimeProvider.System, Options.Create(new IndexRunOptions()));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_AVideoOnItsWay_ShowsHowFarItHasCome()
    {
        await _catalogue.SaveAsync(Examples.Video(1) with { State = VideoState.Probed, ChunksTotal = 2, Duration = TimeSpan.FromSeconds(200) }, Token);
        var (bus, run) = Start("/videos/1.mp4");

        await ReceiveAsync(bus, 0, 1);
        await _run.HearAsync(new VideoAdvanced { VideoId = Examples.Id(1).Value, ModelFingerprint = Examples.Model }, Token);
        _run.SegmentEmbedded(Examples.Segments(1, 3)[2].Segment);
        _run.SegmentEmbedded(Examples.Segments(1, 3)[1].Segment);
        _run.Hear(Indexed(1, decodeMs: 7));
        _run.Hear(Indexed(1, decodeMs: 5));
        await _catalogue.UpdateAsync(Examples.Id(1), Examples.Model, video => video with { State = VideoState.Searchable, Remark = "A part." }, Token);
        await _run.HearAsync(new VideoIndexed { VideoId = Examples.Id(1).Value, ModelFingerprint = Examples.Model, Segments = 3, DurationMs = 200_000 }, Token);

        var outcome = Assert.Single(await run);
        Assert.Equal(["/videos/1.mp4"], _progress.Started);
        Assert.Equal(new VideoProgress(0, 2, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(200)), _progress.Latest);
        Assert.Equal((VideoState.Searchable, "A part.", 12, false), (outcome.State, outcome.Remark, outcome.Times.DecodeMs, outcome.WasKnown));
    }

    [Fact]
    public async Task RunAsync_TwoRequestsForOneVideo_BothEndAndItsTimesCountOnce()
    {
        await _catalogue.SaveAsync(Examples.Video(1) with { State = VideoState.Probed, ChunksTotal = 1 }, Token);
        var (bus, run) = Start("/a.mp4", "/b.mp4");

        await ReceiveAsync(bus, 0, 1);
        await ReceiveAsync(bus, 1, 1);
        _run.Hear(Indexed(1, decodeMs: 7));
        await _catalogue.UpdateAsync(Examples.Id(1), Examples.Model, video => video with { State = VideoState.Searchable }, Token);
        await _run.HearAsync(new VideoIndexed { VideoId = Examples.Id(1).Value, ModelFingerprint = Examples.Model, Segments = 3, DurationMs = 1 }, Token);

        var outcomes = await run;
        Assert.Equal(["/a.mp4", "/b.mp4"], outcomes.Select(outcome => outcome.Source).Order());
        Assert.Equal(7, outcomes.Sum(outcome => outcome.Times.DecodeMs));
    }

    [Fact]
    public async Task RunAsync_AServiceFails_EndsWithItsSentence()
    {
        var (_, run) = Start("/a.mp4");

        _run.Hear(new GivenUp(typeof(StoreUnavailableException), "The disk is full."));

        Assert.Equal("The disk is full.", (await Assert.ThrowsAsync<UserErrorException>(() => run)).Message);
    }

    [Fact]
    public async Task RunAsync_AServiceFailsUnexpectedly_IsNotShownAsASentence()
    {
        var (_, run) = Start("/a.mp4");

        _run.Hear(new GivenUp(typeof(NotSupportedException), "Detail."));

        Assert.Contains("NotSupportedException: Detail.", (await Assert.ThrowsAsync<InvalidOperationException>(() => run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_MoreVideosThanAtOnce_AreRequestedAsOthersEnd()
    {
        var (bus, run) = Start([.. Enumerable.Range(0, 300).Select(number => $"/{number}.mp4")]);
        var atOnce = new IndexRunOptions().VideosAtOnce;
        Assert.Equal(atOnce, await bus.CountAsync(atOnce));

        for (var ended = 0; ended < 300; ended++)
        {
            _ = await bus.CountAsync(Math.Min(300, atOnce + ended));
            await _run.HearAsync(new VideoRejected { RequestId = bus.Requests[ended].RequestId, Reason = "No." }, Token);
        }

        Assert.Equal(300, (await run).Count);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private static ChunkIndexed Indexed(int video, long decodeMs) => new()
    {
        VideoId = Examples.Id(video).Value,
        ModelFingerprint = Examples.Model,
        Chunk = 0,
        ChunksDone = 1,
        ChunkCount = 2,
        Times = new StageTimes { DecodeMs = decodeMs },
    };

    private (HeardBus Bus, Task<IReadOnlyList<IndexOutcome>> Run) Start(params string[] sources)
    {
        var bus = new HeardBus();
        return (bus, _run.RunAsync(bus.Publish, new FoundVideos([.. sources.Select(source => new FoundVideo(source, null))], 0), new IndexRequest(), Token));
    }

    private async Task ReceiveAsync(HeardBus bus, int request, int video)
    {
        _ = await bus.CountAsync(request + 1);
        await _run.HearAsync(
            new VideoReceived { RequestId = bus.Requests[request].RequestId, VideoId = Examples.Id(video).Value, Source = bus.Requests[request].Source, WasSearchable = false }, Token);
    }

    /// <summary>Remembers requests.</summary>
    private sealed class HeardBus
    {
        private readonly Channel<IngestVideo> _published = Channel.CreateUnbounded<IngestVideo>();

        public List<IngestVideo> Requests { get; } = [];

        public Task Publish(IngestVideo request, CancellationToken cancellationToken) => _published.Writer.WriteAsync(request, cancellationToken).AsTask();

        /// <summary>Waits for so many requests in all.</summary>
        public async Task<int> CountAsync(int wanted)
        {
            while (Requests.Count < wanted || _published.Reader.TryPeek(out _))
            {
                Requests.Add(await _published.Reader.ReadAsync(Token));
            }

            return Requests.Count;
        }
    }

    /// <summary>Remembers what it heard.</summary>
    private sealed class HeardProgress : IIndexProgress
    {
        public List<string> Started { get; } = [];

        public VideoProgress? Latest { get; private set; }

        void IIndexProgress.Sent(string source, long sentBytes, long totalBytes)
        {
        }

        void IIndexProgress.Started(string source)
        {
            lock (Started)
                Started.Add(source);
        }

        public void Advanced(string source, VideoProgress progress) => Latest = progress;

        public void Fetched(AddressProgress progress)
        {
        }

        public void Finished(IndexOutcome outcome)
        {
        }
    }

    /// <summary>What the bus tells when a consumer fails.</summary>
    private sealed record GivenUp(Type Type, string Sentence) : Fault, ExceptionInfo
    {
        public Guid FaultId => Guid.Empty;

        public Guid? FaultedMessageId => null;

        public DateTime Timestamp => default;

        public ExceptionInfo[] Exceptions => [this];

        public HostInfo Host => throw new NotSupportedException();

        public string[] FaultMessageTypes => [];

        public string ExceptionType => Type.FullName!;

        public ExceptionInfo? InnerException => null;

        public string StackTrace => "";

        public string Message => Sentence;

        public string Source => "";

        public IDictionary<string, object>? Data => null;
    }
}
