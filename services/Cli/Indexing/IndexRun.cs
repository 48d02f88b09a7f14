using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Ingest.Addresses;
using MoTE.Indexing.Media;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>One run of <c>mote index</c>: hands requests to the services, a few at a time, and hears what becomes of them.</summary>
internal sealed class IndexRun(IVideoCatalogue catalogue, ModelIdentity model, Resumption resumption, IIndexProgress progress, TimeProvider clock, IOptions<IndexRunOptions> options)
    : IEmbeddingProgress, IProgress<AddressProgress>
{
    private static readonly HashSet<string?> UserErrors = [typeof(UserErrorException).FullName, typeof(StoreUnavailableException).FullName, typeof(CheckpointException).FullName];

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, IndexJob> _requests = [];
    private readonly Dictionary<VideoId, VideoInWork> _videos = [];
    private readonly ConcurrentQueue<IndexOutcome> _outcomes = new();
    private readonly TaskCompletionSource<IndexOutcome> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Indexes what was found, then what earlier runs left unfinished or did not fetch. A rejected video does not stop the others.</summary>
    /// <param name="publish">Hands a request to the services.</param>
    /// <param name="found">The videos.</param>
    /// <param name="request">What is said of them.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>How each video ended, in the order in which they ended.</returns>
    /// <exception cref="UserErrorException">A service failed for a reason that lies in no video, such as a full disk.</exception>
    public async Task<IReadOnlyList<IndexOutcome>> RunAsync(Func<IngestVideo, CancellationToken, Task> publish, FoundVideos found, IndexRequest request, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.VideosAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(found.Videos, parallel, (video, token) => IndexAsync(publish, video, request, token));
        await Parallel.ForEachAsync(await resumption.FindAsync(cancellationToken), parallel, (unfinished, token) => WorkAsync(publish, unfinished.Request, unfinished.Video.Sources[0], token));
        await Parallel.ForEachAsync(await resumption.FindUnansweredAsync(cancellationToken), parallel, (unanswered, token) => WorkAsync(publish, unanswered, unanswered.Source, token));
        return [.. _outcomes];
    }

    /// <summary>Embeds with this model every video that another model has embedded.</summary>
    /// <param name="publish">Hands a request to the services.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>How each video ended, in the order in which they ended.</returns>
    /// <exception cref="UserErrorException">A service failed for a reason that lies in no video, such as a full disk.</exception>
    public async Task<IReadOnlyList<IndexOutcome>> EmbedAsync(Func<IngestVideo, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.VideosAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(await resumption.FindRemainingAsync(cancellationToken), parallel, (remaining, token) => WorkAsync(publish, remaining.Request, remaining.Video.Sources[0], token));
        return [.. _outcomes];
    }

    /// <summary>A request's bytes are stored.</summary>
    public async Task HearAsync(VideoReceived received, CancellationToken cancellationToken)
    {
        var id = VideoId.Parse(received.VideoId);
        if (received.WasSearchable)
        {
            if (Take(received.RequestId) is { } done && await catalogue.FindAsync(id, model.Fingerprint, cancellationToken) is { } video)
                Finish(done, video, new StageTimes(), wasKnown: true);
            return;
        }

        lock (_lock)
        {
            if (!_requests.Remove(received.RequestId, out var job))
                return;
            if (!_videos.TryGetValue(id, out var work))
                _videos.Add(id, work = new VideoInWork());
            work.Jobs.Add(job);
        }
    }

    /// <summary>A request or a video cannot be indexed.</summary>
    public async Task HearAsync(VideoRejected rejected, CancellationToken cancellationToken)
    {
        if (rejected.RequestId is { } request && Take(request) is { } job)
            Finish(job, Rejected(job, rejected.Reason, rejected.VideoId is { } known ? VideoId.Parse(known) : null));
        if (rejected.VideoId is { } id)
            await FinishAsync(VideoId.Parse(id), cancellationToken);
    }

    /// <summary>A video is searchable.</summary>
    public Task HearAsync(VideoIndexed indexed, CancellationToken cancellationToken) => FinishAsync(VideoId.Parse(indexed.VideoId), cancellationToken);

    /// <summary>A chunk is searchable.</summary>
    public void Hear(ChunkIndexed indexed)
    {
        lock (_lock)
        {
            if (_videos.TryGetValue(VideoId.Parse(indexed.VideoId), out var work))
                work.Times = work.Times.Plus(indexed.Times);
        }
    }

    /// <summary>A video's entry changed.</summary>
    public async Task HearAsync(VideoAdvanced advanced, CancellationToken cancellationToken)
    {
        if (await catalogue.FindAsync(VideoId.Parse(advanced.VideoId), model.Fingerprint, cancellationToken) is { State: VideoState.Probed or VideoState.Embedding } video)
            Advance(video.Id, known => known with { ChunksDone = video.ChunksDone, ChunkCount = video.ChunksTotal, Duration = video.Duration });
    }

    /// <inheritdoc/>
    public void SegmentEmbedded(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        Advance(segment.VideoId, known => segment.End > known.Position ? known with { Position = segment.End } : known);
    }

    /// <inheritdoc/>
    public void Report(AddressProgress value) => progress.Fetched(value);

    /// <summary>A service failed: the run ends, unless the failure came to be one of the video, whose rejection is told besides.</summary>
    public void Hear(Fault fault)
    {
        var cause = fault.Exceptions[0];
        if (cause.ExceptionType == typeof(FfmpegKilledException).FullName)
            return;
        Fail(UserErrors.Contains(cause.ExceptionType)
            ? new UserErrorException(cause.Message)
            : new InvalidOperationException($"{cause.ExceptionType}: {cause.Message}{Environment.NewLine}{cause.StackTrace}"));
    }

    /// <summary>The run cannot go on.</summary>
    public void Fail(Exception failure) => _failure.TrySetException(failure);

    private async ValueTask IndexAsync(Func<IngestVideo, CancellationToken, Task> publish, FoundVideo found, IndexRequest request, CancellationToken cancellationToken)
    {
        if (found.Complaint is { } complaint)
        {
            var job = new IndexJob(found.Source, clock.GetTimestamp());
            Finish(job, Rejected(job, complaint));
            return;
        }

        var message = new IngestVideo { RequestId = NewId.NextGuid(), Source = found.Source, Collection = request.Collection, Title = request.Title, Tags = request.Tags };
        await WorkAsync(publish, message, found.Source, cancellationToken);
    }

    private async ValueTask WorkAsync(Func<IngestVideo, CancellationToken, Task> publish, IngestVideo message, string source, CancellationToken cancellationToken)
    {
        var job = new IndexJob(source, clock.GetTimestamp());
        lock (_lock)
        {
            _requests.Add(message.RequestId, job);
        }

        progress.Started(source);
        await publish(message, cancellationToken);
        _ = await (await Task.WhenAny(job.Outcome.Task, _failure.Task).WaitAsync(cancellationToken));
    }

    private void Advance(VideoId id, Func<VideoProgress, VideoProgress> change)
    {
        List<string> sources;
        VideoProgress now;
        lock (_lock)
        {
            if (!_videos.TryGetValue(id, out var work))
                return;
            now = work.Progress = change(work.Progress);
            sources = work.Jobs.ConvertAll(job => job.Source);
        }

        sources.ForEach(source => progress.Advanced(source, now));
    }

    private async Task FinishAsync(VideoId id, CancellationToken cancellationToken)
    {
        VideoInWork? work;
        lock (_lock)
        {
            if (!_videos.Remove(id, out work))
                return;
        }

        var video = await catalogue.FindAsync(id, model.Fingerprint, cancellationToken) ?? throw new InvalidOperationException($"Video {id} was deleted while it was in work.");
        foreach (var (number, job) in work.Jobs.Index())
        {
            Finish(job, video, number == 0 ? work.Times : new StageTimes(), wasKnown: number > 0);
        }
    }

    private void Finish(IndexJob job, Video video, StageTimes times, bool wasKnown) => Finish(job, new IndexOutcome(
        job.Source,
        video.Id,
        video.State,
        video.Reason,
        video.Remark,
        video.Duration,
        video.Segments,
        clock.GetElapsedTime(job.Started),
        times,
        wasKnown && video.State == VideoState.Searchable));

    private void Finish(IndexJob job, IndexOutcome outcome)
    {
        _outcomes.Enqueue(outcome);
        progress.Finished(outcome);
        _ = job.Outcome.TrySetResult(outcome);
    }

    private IndexOutcome Rejected(IndexJob job, string reason, VideoId? id = null) => new(
        job.Source, id, VideoState.Rejected, reason, null, TimeSpan.Zero, 0, clock.GetElapsedTime(job.Started), new StageTimes(), WasKnown: false);

    private IndexJob? Take(Guid request)
    {
        lock (_lock)
        {
            return _requests.Remove(request, out var job) ? job : null;
        }
    }
}
