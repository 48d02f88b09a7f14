using System.Threading.Channels;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>News of one request and, once it is known, its video.</summary>
/// <param name="leave">Ends it.</param>
internal sealed class NewsFollower(Action<NewsFollower> leave) : IDisposable
{
    private readonly Channel<ServerEvent> _news = Channel.CreateUnbounded<ServerEvent>(new UnboundedChannelOptions { SingleReader = true });
    private volatile string? _videoId;

    /// <summary>The video; null while it is not known.</summary>
    public string? VideoId
    {
        get => _videoId;
        set => _videoId = value;
    }

    /// <summary>Keeps an event that may be about the request or the video.</summary>
    public void Hear(ServerEvent news)
    {
        if (news is RequestTold or ServerBack || (news is VideoTold { Video: var video } && video.VideoId == VideoId) || (news is DeletionTold gone && gone.VideoId == VideoId))
            _ = _news.Writer.TryWrite(news);
    }

    /// <summary>The next event; null when none comes in time.</summary>
    public async Task<ServerEvent?> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await _news.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => leave(this);
}
