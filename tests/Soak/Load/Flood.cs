using MoTE.Indexing.Soak.Clips;

namespace MoTE.Indexing.Soak.Load;

/// <summary>Hands files in as fast as they are accepted.</summary>
internal static class Flood
{
    private const int AtOnce = 8;

    /// <summary>Publishes all of them, each with a connection of the few that share the work.</summary>
    public static Task PublishAsync(Uri broker, IReadOnlyList<LoadFile> files, CancellationToken cancellationToken) => Task.WhenAll(
        Enumerable.Range(0, AtOnce).Select(async share =>
        {
            await using var publisher = new BrokerPublisher(broker);
            var way = new PublishedWay(publisher);
            for (var number = share; number < files.Count; number += AtOnce)
            {
                await way.HandInAsync(files[number], cancellationToken);
            }
        }));
}
