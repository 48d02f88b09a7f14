using MassTransit;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.RabbitMq;

/// <summary>Messages wait where a store or the broker is away: nothing is wrong with them, and whoever takes the next message would wait as well.</summary>
internal static class StoreOutages
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Tries again with growing waits until the store or the broker is back, or was away for too long.</summary>
    public static void WaitFor(IReceiveEndpointConfigurator endpoint, TimeSpan longest)
    {
        var waits = Waits(longest).ToArray();
        if (waits.Length == 0)
            return;
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(waits);
            retry.Handle<StoreUnavailableException>();
            retry.Handle<Exception>(BrokerFailures.Includes);
        });
    }

    /// <summary>One second, two, four, and so on up to half a minute; together as long as given.</summary>
    internal static IEnumerable<TimeSpan> Waits(TimeSpan longest)
    {
        var (waited, next) = (TimeSpan.Zero, FirstWait);
        while (waited < longest)
        {
            var wait = next < longest - waited ? next : longest - waited;
            yield return wait;
            waited += wait;
            next = next * 2 < LongestWait ? next * 2 : LongestWait;
        }
    }
}
