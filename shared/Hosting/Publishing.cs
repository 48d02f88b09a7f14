using MassTransit;

namespace MoTE.Indexing.Hosting;

/// <summary>How services publish.</summary>
public static class Publishing
{
    /// <summary>Publishes a message; when this returns, the transport has it.</summary>
    /// <remarks>
    /// Gives up when told to. A transport alone may not: when its connection is lost in the middle of the call, the call can wait for ever, and with it whatever
    /// its caller holds. A message that was given up may still go out; every message is harmless twice.
    /// </remarks>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="endpoint">Where to.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task PublishAsync<T>(this IPublishEndpoint endpoint, T message, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Publish(message, cancellationToken).WaitAsync(cancellationToken);
    }
}
