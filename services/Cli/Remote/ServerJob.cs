using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>One video on its way into a server: reads the news of it until it has an end.</summary>
/// <param name="server">Is asked when there are no news for a while.</param>
/// <param name="patience">Asks again while the server is away.</param>
/// <param name="follower">The news.</param>
/// <param name="before">What the server knew of the video before; null for nothing. Being told that again is no news.</param>
/// <param name="askAfter">How long a while is.</param>
internal sealed class ServerJob(MoteServer server, ServerPatience patience, NewsFollower follower, VideoAnswer? before, TimeSpan askAfter)
{
    private VideoAnswer? _before = before;

    /// <summary>Number of the request.</summary>
    public Guid RequestId { get; set; }

    /// <summary>Whether the video was searchable already when the request came.</summary>
    public bool WasSearchable { get; private set; } = before?.State == VideoState.Searchable;

    /// <summary>Waits for the end.</summary>
    /// <param name="advanced">Told of every step.</param>
    /// <param name="askAgain">Asks for the video anew, when it is not known whether the server heard the request; null for an upload, which the server keeps.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The video, searchable or rejected.</returns>
    /// <exception cref="VideoRefusedException">The request came to nothing.</exception>
    /// <exception cref="UserErrorException">A service gave up on the video for a reason that does not lie in it.</exception>
    public async Task<VideoAnswer> EndAsync(Action<VideoAnswer> advanced, Func<Task<Guid>>? askAgain, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (news, isLate) = await follower.NextAsync(askAfter, cancellationToken) is { } told ? (told, false) : (null, true);
            if (news is ServerBack && follower.VideoId is null && askAgain is not null)
                RequestId = await askAgain();
            if (await VideoAsync(news, cancellationToken) is not { } video)
                continue;
            if (IsEnd(video, isLate))
                return video;
            advanced(video);
        }
    }

    private async Task<VideoAnswer?> VideoAsync(ServerEvent? news, CancellationToken cancellationToken)
    {
        switch (news)
        {
            case VideoTold told:
                return told.Video;
            case DeletionTold:
                throw new VideoRefusedException(follower.VideoId, "It was deleted at the server while it was taken in.");
            case RequestTold told when told.RequestId != RequestId:
                return null;
            case RequestTold { State: VideoState.Rejected } told:
                throw new VideoRefusedException(told.VideoId, told.Reason ?? "The server does not take it.");
            case RequestTold told:
                WasSearchable = told.State == VideoState.Searchable;
                follower.VideoId = told.VideoId;
                break;
        }

        return follower.VideoId is { } id ? await patience.WaitAsync(() => server.FindAsync(VideoId.Parse(id), cancellationToken), cancellationToken) : null;
    }

    // What is the same as before the request is the answer to it only when it stays so.
    private bool IsEnd(VideoAnswer video, bool isLate)
    {
        if (!isLate && !WasSearchable && _before is { } before && (video.State, video.Reason, video.Remark) == (before.State, before.Reason, before.Remark))
            return false;
        _before = null;
        return video switch
        {
            { State: VideoState.Searchable or VideoState.Rejected } => true,
            { Remark: { } remark } => throw new UserErrorException($"{video.Title}: {remark}"),
            _ => false,
        };
    }
}
