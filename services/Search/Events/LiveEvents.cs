using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Search.Web;

namespace MoTE.Indexing.Search.Events;

/// <summary>Hands news to every client that listens.</summary>
/// <remarks>
/// A client has room for a bounded number of events. One that falls further behind is cut off: it comes back by itself and reads the state anew,
/// which is less than all that it missed.
/// </remarks>
internal sealed class LiveEvents : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Channel<LiveEvent>> _clients = [];
    private readonly WebOptions _options;
    private readonly CancellationTokenRegistration _stopping;
    private bool _stopped;

    public LiveEvents(IOptions<WebOptions> options, IHostApplicationLifetime lifetime)
    {
        _options = options.Value;
        _stopping = lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>Whether there is anybody to tell.</summary>
    public bool HasListeners
    {
        get
        {
            lock (_lock)
                return _clients.Count > 0;
        }
    }

    /// <summary>Tells every client.</summary>
    public void Tell(LiveEvent news)
    {
        lock (_lock)
        {
            foreach (var behind in _clients.Where(client => !client.Writer.TryWrite(news)).ToList())
            {
                behind.Writer.Complete();
                _ = _clients.Remove(behind);
            }
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <returns>What comes from now on, until it is disposed; null when as many listen as may.</returns>
    public LiveSubscription? Listen()
    {
        var client = Channel.CreateBounded<LiveEvent>(_options.EventsAheadMost);
        lock (_lock)
        {
            if (_clients.Count >= _options.EventClientsMost)
                return null;
            if (_stopped)
                client.Writer.Complete();
            else
                _clients.Add(client);
        }

        return new LiveSubscription(client.Reader, () => Leave(client));
    }

    public void Dispose() => _stopping.Dispose();

    private void Leave(Channel<LiveEvent> client)
    {
        lock (_lock)
            _ = _clients.Remove(client);
    }

    // Streams that stay open would hold the server's stop up.
    private void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            _clients.ForEach(client => client.Writer.Complete());
            _clients.Clear();
        }
    }
}
