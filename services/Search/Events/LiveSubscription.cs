using System.Threading.Channels;

namespace MoTE.Indexing.Search.Events;

/// <summary>One client's events.</summary>
/// <param name="events">Ends when the client fell too far behind, and when the server stops.</param>
/// <param name="leave">Ends the subscription.</param>
internal sealed class LiveSubscription(ChannelReader<LiveEvent> events, Action leave) : IDisposable
{
    public ChannelReader<LiveEvent> Events => events;

    public void Dispose() => leave();
}
