using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace MoTE.Indexing.RabbitMq;

/// <summary>Which failures are the broker's, and no fault of the message whose handling met them.</summary>
internal static class BrokerFailures
{
    /// <summary>Whether the broker went away, or had no room, while something was published.</summary>
    public static bool Includes(Exception failure) => failure is
        OperationInterruptedException or BrokerUnreachableException or ConnectionException or TransportUnavailableException or MessageNotAcknowledgedException;
}
