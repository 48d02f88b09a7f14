using System.Threading.Channels;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Embeds what was read, in batches that mix videos, and makes each video searchable as a whole.</summary>
/// <param name="catalogue">Hears how far videos have come.</param>
/// <param name="index">Keeps the segments.</param>
/// <param name="embedder">Loaded when the first segment comes: a run that finds nothing new needs no model.</param>
/// <param name="progress">Hears of every step.</param>
/// <param name="clock">Time.</param>
/// <param name="options">Bounds.</param>
internal sealed class EmbeddingStage(
    IVideoCatalogue catalogue, ISegmentIndex index, Lazy<SegmentEmbedder> embedder, IIndexProgress progress, TimeProvider clock, IndexingOptions options)
{
    private readonly List<SegmentRead> _batch = [];

    /// <summary>Works until reading ends.</summary>
    public async Task RunAsync(ChannelReader<PipelineMessage> messages, Action<IndexOutcome> finished, CancellationToken cancellationToken)
    {
        while (await messages.WaitToReadAsync(cancellationToken))
        {
            while (messages.TryRead(out var message))
            {
                await HandleAsync(message, finished, cancellationToken);
            }

            // Nothing else is there yet, so waiting for a full batch would only let the processor idle.
            await EmbedBatchAsync(cancellationToken);
        }
    }

    private async Task HandleAsync(PipelineMessage message, Action<IndexOutcome> finished, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case VideoCut cut:
                cut.Job.Video = cut.Job.Video with { State = VideoState.Embedding, Duration = cut.Duration, ChunksTotal = 1 };
                await catalogue.SaveAsync(cut.Job.Video, cancellationToken);
                progress.Cut(cut.Job.Source, cut.Duration, cut.Segments);
                break;
            case SegmentRead read:
                _batch.Add(read);
                if (_batch.Count >= options.ViewsPerBatch)
                    await EmbedBatchAsync(cancellationToken);
                break;
            case VideoRead { Rejection: { } reason } rejected:
                _batch.RemoveAll(read => read.Job == rejected.Job);
                await RejectAsync(rejected.Job, reason, cancellationToken);
                finished(Outcome(rejected.Job));
                break;
            case VideoRead read:
                if (_batch.Exists(pending => pending.Job == read.Job))
                    await EmbedBatchAsync(cancellationToken);
                await StoreAsync(read.Job, cancellationToken);
                finished(Outcome(read.Job));
                break;
            default:
                throw new InvalidOperationException($"{message.GetType().Name} is no message that embedding knows.");
        }
    }

    private async Task EmbedBatchAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
            return;

        var embedded = embedder.Value.Embed([.. _batch.Select(read => read.Frames)]);
        foreach (var (read, segment) in _batch.Zip(embedded))
        {
            read.Job.Segments.Add(segment);
        }

        var jobs = _batch.Select(read => read.Job).Distinct().ToList();
        _batch.Clear();
        foreach (var job in jobs)
        {
            progress.Embedded(job.Source, job.Segments.Count, job.Segments[^1].Segment.End);
        }
    }

    private async Task StoreAsync(IndexJob job, CancellationToken cancellationToken)
    {
        await index.StoreAsync(job.Video, chunk: 0, job.Segments, cancellationToken);
        await catalogue.CompleteChunkAsync(
            job.Video.Id, job.Video.ModelFingerprint, new CompletedChunk(0, job.Segments.Count, job.Segments[^1].Segment.End, null), cancellationToken);
        job.Video = job.Video with
        {
            State = VideoState.Searchable,
            Duration = job.Segments[^1].Segment.End,
            Segments = job.Segments.Count,
            SearchableAt = clock.GetUtcNow(),
        };
        await catalogue.SaveAsync(job.Video, cancellationToken);
    }

    private async Task RejectAsync(IndexJob job, string reason, CancellationToken cancellationToken)
    {
        job.Segments.Clear();
        job.Video = job.Video with { State = VideoState.Rejected, Reason = reason };
        await catalogue.SaveAsync(job.Video, cancellationToken);
    }

    private IndexOutcome Outcome(IndexJob job) => new(
        job.Source, job.Video.Id, job.Video.State, job.Video.Reason, job.Video.Duration, job.Video.Segments, clock.GetElapsedTime(job.Started), WasKnown: false);
}
