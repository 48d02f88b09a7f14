using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Indexing;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>One run of <c>mote index --server</c>: uploads files and hands addresses over, a few at a time, and hears what becomes of them.</summary>
internal sealed class ServerIndexRun(
    MoteServer server, ServerUploads uploads, ServerNews news, ServerPatience patience, IIndexProgress progress, TimeProvider clock, IOptions<IndexRunOptions> run, IOptions<ServerOptions> options)
{
    /// <summary>Makes what was found searchable at the server. A rejected video does not stop the others.</summary>
    /// <param name="found">The videos.</param>
    /// <param name="request">What is said of them.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>How each video ended, in the order in which they were named.</returns>
    /// <exception cref="UserErrorException">The server is away, is no MoTE server, or failed for a reason that lies in no video.</exception>
    public async Task<IReadOnlyList<IndexOutcome>> RunAsync(FoundVideos found, IndexRequest request, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var listening = news.ListenAsync(heard, ending.Token);
        var outcomes = new IndexOutcome[found.Videos.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = run.Value.VideosAtOnce, CancellationToken = ending.Token };
        var working = Parallel.ForEachAsync(found.Videos.Index(), parallel, async (video, token) =>
        {
            await heard.Task;
            outcomes[video.Index] = await IndexAsync(video.Item, request, token);
            progress.Finished(outcomes[video.Index]);
        });
        try
        {
            await await Task.WhenAny(working, listening);
            return outcomes;
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(working, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool IsAddress(string source) => Uri.TryCreate(source, UriKind.Absolute, out var address) && !address.IsFile;

    private async Task<IndexOutcome> IndexAsync(FoundVideo found, IndexRequest request, CancellationToken cancellationToken)
    {
        var job = new IndexJob(found.Source, clock.GetTimestamp());
        if (found.Complaint is { } complaint)
            return Rejected(job, null, complaint);
        progress.Started(found.Source);
        try
        {
            return IsAddress(found.Source) ? await FetchAsync(job, request, cancellationToken) : await UploadAsync(job, request, cancellationToken);
        }
        catch (VideoRefusedException refused)
        {
            return Rejected(job, refused.VideoId, refused.Message);
        }
        catch (ServerRefusalException refused) when (refused.IsAboutTheRequest)
        {
            return Rejected(job, null, refused.Message);
        }
    }

    private async Task<IndexOutcome> FetchAsync(IndexJob job, IndexRequest request, CancellationToken cancellationToken)
    {
        using var follower = news.Follow();
        var waiting = new ServerJob(server, patience, follower, before: null, options.Value.AskAfter);
        waiting.RequestId = await AskAsync();
        var video = await waiting.EndAsync(now => Advance(job, now), AskAsync, cancellationToken);
        return Ended(job, video, waiting.WasSearchable);

        Task<Guid> AskAsync() => patience.WaitAsync(() => server.AddAsync(job.Source, request, cancellationToken), cancellationToken);
    }

    // What the server has and nothing new is said of is not uploaded again.
    private async Task<IndexOutcome> UploadAsync(IndexJob job, IndexRequest request, CancellationToken cancellationToken)
    {
        await using var file = Open(job.Source);
        var id = VideoId.Parse(Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)));
        var known = await patience.WaitAsync(() => server.FindAsync(id, cancellationToken), cancellationToken);
        if (known is { State: VideoState.Searchable } && request == new IndexRequest())
            return Ended(job, known, wasKnown: true);

        using var follower = news.Follow();
        follower.VideoId = id.Value;
        var waiting = new ServerJob(server, patience, follower, known, options.Value.AskAfter);
        await uploads.SendAsync(file, Path.GetFileName(job.Source), request, number => waiting.RequestId = number, sent => progress.Sent(job.Source, sent, file.Length), cancellationToken);
        var video = await waiting.EndAsync(now => Advance(job, now), askAgain: null, cancellationToken);
        return Ended(job, video, waiting.WasSearchable);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new VideoRefusedException(null, $"{Words.NameOf(path)} cannot be read: {cause.Message}");
        }
    }

    // The server tells chunks, so that is how fine the position is.
    private void Advance(IndexJob job, VideoAnswer video)
    {
        if (video.State is not (VideoState.Probed or VideoState.Embedding))
            return;
        var duration = TimeSpan.FromMilliseconds(video.DurationMs);
        var position = video.ChunksTotal > 0 ? duration * ((double)video.ChunksDone / video.ChunksTotal) : TimeSpan.Zero;
        progress.Advanced(job.Source, new VideoProgress(video.ChunksDone, video.ChunksTotal, position, duration));
    }

    private IndexOutcome Ended(IndexJob job, VideoAnswer video, bool wasKnown) => new(
        job.Source,
        VideoId.Parse(video.VideoId),
        video.State,
        video.Reason,
        video.Remark,
        TimeSpan.FromMilliseconds(video.DurationMs),
        video.Segments,
        clock.GetElapsedTime(job.Started),
        new StageTimes(),
        wasKnown && video.State == VideoState.Searchable);

    private IndexOutcome Rejected(IndexJob job, VideoId? id, string reason) => new(
        job.Source, id, VideoState.Rejected, reason, null, TimeSpan.Zero, 0, clock.GetElapsedTime(job.Started), new StageTimes(), WasKnown: false);
}
