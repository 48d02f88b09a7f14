using System.Collections.Concurrent;
using System.Threading.Channels;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Receives files: hashes them, passes over those that are searchable already, and decodes the others segment by segment.</summary>
internal sealed class ReadingStage(
    IVideoCatalogue catalogue, ModelManifest manifest, SegmentReader reader, IIndexProgress progress, TimeProvider clock, IndexingOptions options)
{
    private readonly ViewSampler _sampler = new(manifest);
    private readonly ConcurrentDictionary<VideoId, string> _seen = new();
    private readonly ConcurrentQueue<(FoundFile File, VideoId Id, long Started)> _repeated = new();

    /// <summary>Reads all files.</summary>
    /// <param name="files">In order.</param>
    /// <param name="request">What is said of them.</param>
    /// <param name="messages">To the next stage.</param>
    /// <param name="finished">Told of every file that the next stage never hears of.</param>
    /// <param name="cancellationToken">Kills FFmpeg.</param>
    public Task RunAsync(
        IReadOnlyList<FoundFile> files, IndexRequest request, ChannelWriter<PipelineMessage> messages, Action<IndexOutcome> finished, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.VideosAtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(files, parallel, async (file, token) =>
        {
            if (await ReceiveAsync(file, request, finished, token) is { } job)
                await messages.WriteAsync(new VideoRead(job, await ReadAsync(job, messages, token)), token);
        });
    }

    /// <summary>Ends the files whose bytes came earlier in the list: their video is searchable by now, or rejected for a reason that holds for them as well.</summary>
    public async Task ResolveRepeatedAsync(Action<IndexOutcome> finished, CancellationToken cancellationToken)
    {
        foreach (var (file, id, started) in _repeated)
        {
            var video = await catalogue.FindAsync(id, manifest.Fingerprint, cancellationToken)
                ?? throw new InvalidOperationException($"The catalogue does not know {id}, which was indexed a moment ago.");
            await catalogue.SaveAsync(video with { Sources = [file.Path] }, cancellationToken);
            finished(new IndexOutcome(
                file.Path, id, video.State, video.Reason, video.Duration, video.Segments, clock.GetElapsedTime(started), WasKnown: video.State == VideoState.Searchable));
        }
    }

    // Decides whether a file is to be read; null when it is not.
    private async Task<IndexJob?> ReceiveAsync(FoundFile file, IndexRequest request, Action<IndexOutcome> finished, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        progress.Started(file.Path);
        if (file.Complaint is not null)
        {
            finished(Unreadable(file, file.Complaint, started));
            return null;
        }

        VideoId id;
        long size;
        try
        {
            id = await VideoId.OfFileAsync(file.Path, cancellationToken);
            size = new FileInfo(file.Path).Length;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            finished(Unreadable(file, $"{file.Path} cannot be read: {cause.Message}", started));
            return null;
        }

        if (!_seen.TryAdd(id, file.Path))
        {
            _repeated.Enqueue((file, id, started));
            return null;
        }

        var known = await catalogue.FindAsync(id, manifest.Fingerprint, cancellationToken);
        var video = Describe(known ?? New(id, file, size), file, request);
        if (video.State == VideoState.Searchable)
        {
            await catalogue.SaveAsync(video, cancellationToken);
            finished(new IndexOutcome(file.Path, id, video.State, null, video.Duration, video.Segments, clock.GetElapsedTime(started), WasKnown: true));
            return null;
        }

        video = video with { State = VideoState.Received, Reason = null };
        await catalogue.SaveAsync(video, cancellationToken);
        return new IndexJob(file.Path, video, started);
    }

    // Returns why the video is rejected; null when all of it was read.
    private async Task<string?> ReadAsync(IndexJob job, ChannelWriter<PipelineMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            var plan = await reader.PlanAsync(job.Source, options.LongestSegment, cancellationToken);
            await messages.WriteAsync(new VideoCut(job, plan.Timeline.End, plan.Segments.Count), cancellationToken);
            await foreach (var view in reader.ReadAsync(plan, _sampler.Sample, _sampler.Prepare, cancellationToken))
            {
                await messages.WriteAsync(new SegmentRead(job, new SegmentFrames(view.Range.Of(job.Video.Id), view.Frames)), cancellationToken);
            }

            return null;
        }
        catch (UserErrorException rejection)
        {
            return rejection.Message;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return $"{job.Source} cannot be read: {cause.Message}";
        }
    }

    private Video New(VideoId id, FoundFile file, long size) => new()
    {
        Id = id,
        ModelFingerprint = manifest.Fingerprint,
        ModelName = manifest.Name,
        Sources = [file.Path],
        Title = Path.GetFileNameWithoutExtension(file.Path),
        SizeBytes = size,
        ReceivedAt = clock.GetUtcNow(),
    };

    private Video Describe(Video video, FoundFile file, IndexRequest request) => video with
    {
        ModelName = manifest.Name,
        Sources = [file.Path],
        Title = request.Title ?? video.Title,
        Collection = request.Collection ?? video.Collection,
        Tags = request.Tags ?? video.Tags,
    };

    private IndexOutcome Unreadable(FoundFile file, string reason, long started) =>
        new(file.Path, null, VideoState.Rejected, reason, TimeSpan.Zero, 0, clock.GetElapsedTime(started), WasKnown: false);
}
