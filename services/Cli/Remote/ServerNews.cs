using System.Text.Json;
using Microsoft.Extensions.Options;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>Listens to a server, and hands what it tells to those who follow a video. Safe to share between threads.</summary>
internal sealed class ServerNews(MoteServer server, IOptions<ServerOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<NewsFollower> _followers = [];

    /// <summary>Listens until it is cancelled; a server that goes away is waited for.</summary>
    /// <param name="heard">Ends when the server tells, and with the failure when it never did.</param>
    /// <param name="cancellationToken">Ends listening.</param>
    /// <exception cref="ServerGoneException">The server stayed away.</exception>
    public async Task ListenAsync(TaskCompletionSource heard, CancellationToken cancellationToken)
    {
        var last = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await foreach (var item in server.ListenAsync(cancellationToken))
                {
                    last = clock.GetTimestamp();
                    Tell(ServerEvent.Read(item));
                    _ = heard.TrySetResult();
                }
            }
            catch (ServerGoneException) when (heard.Task.IsCompletedSuccessfully && clock.GetElapsedTime(last) < options.Value.AwayAtMost)
            {
                await Task.Delay(Pause, clock, cancellationToken);
                Tell(new ServerBack());
            }
            catch (Exception failure)
            {
                var sentence = failure is JsonException ? ServerFailure.Foreign(server.Address, failure) : failure;
                _ = heard.TrySetException(sentence);
                throw sentence;
            }
        }
    }

    /// <summary>Follows what becomes of a request or a video, until the result is disposed.</summary>
    public NewsFollower Follow()
    {
        var follower = new NewsFollower(Leave);
        lock (_lock)
            _followers.Add(follower);
        return follower;
    }

    private void Tell(ServerEvent? news)
    {
        if (news is null)
            return;
        lock (_lock)
            _followers.ForEach(follower => follower.Hear(news));
    }

    private void Leave(NewsFollower follower)
    {
        lock (_lock)
            _ = _followers.Remove(follower);
    }
}
