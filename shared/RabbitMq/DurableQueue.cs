using MassTransit;

namespace MoTE.Indexing.RabbitMq;

/// <summary>A queue whose messages survive the broker's restart and the loss of a minority of its machines.</summary>
internal static class DurableQueue
{
    /// <summary>The argument of a queue that names where its dead letters go.</summary>
    public const string DeadLetterExchange = "x-dead-letter-exchange";

    /// <summary>Bounds what the queue holds and how often it delivers; what it gives up goes to its dead letters, and is not let go before it has arrived there.</summary>
    public static void Configure(IRabbitMqQueueConfigurator queue, string name, RabbitMqOptions options)
    {
        Bound(queue, options);
        queue.SetQueueArgument(DeadLetterExchange, DeadLetterTopology.Of(name));
        queue.SetQueueArgument("x-delivery-limit", options.DeliveryLimit);
        queue.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
    }

    /// <summary>Bounds what the queue holds.</summary>
    public static void Bound(IRabbitMqQueueConfigurator queue, RabbitMqOptions options)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-max-length-bytes", options.QueueBytesMost);
        queue.SetQueueArgument("x-overflow", "reject-publish");
    }
}
