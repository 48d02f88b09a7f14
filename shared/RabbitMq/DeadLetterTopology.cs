using MassTransit;
using MassTransit.Middleware;

namespace MoTE.Indexing.RabbitMq;

/// <summary>Where messages go that were given up: one queue of dead letters for each queue, whoever gave up, the service or the broker.</summary>
internal static class DeadLetterTopology
{
    /// <summary>The queue of the endpoint that hears of every dead letter.</summary>
    public const string GivenUp = "given-up";

    // Looking at dead letters delivers them; brokers from 4.0 on would drop them after 20 times if no limit were named.
    private const int Deliveries = int.MaxValue;

    /// <summary>Every queue that has dead letters.</summary>
    public static IReadOnlyList<string> Queues { get; } = [.. RoutedMessages.Routes.Select(route => route.Queue), GivenUp];

    /// <summary>Names the exchange and the queue of the dead letters of a queue.</summary>
    public static string Of(string queue) => queue + ".dead";

    /// <summary>Lets what services give up, and what they do not know, go to the dead letters of the queue that it came from.</summary>
    public static void Configure(IRabbitMqBusFactoryConfigurator transport, RabbitMqOptions options)
    {
        var names = new DeadLetterNames();
        transport.SendTopology.ErrorQueueNameFormatter = names;
        transport.SendTopology.DeadLetterQueueNameFormatter = names;
        transport.SendTopology.ConfigureErrorSettings = queue => Configure(queue, options);
        transport.SendTopology.ConfigureDeadLetterSettings = queue => Configure(queue, options);
    }

    /// <summary>Declares the dead letters of a queue. The endpoint that hears of them gets a copy of each.</summary>
    public static void Configure(IRabbitMqMessagePublishTopologyConfigurator topology, string queue, RabbitMqOptions options)
    {
        topology.BindQueue(Of(queue), Of(queue), letters => Configure(letters, options));
        topology.BindQueue(Of(queue), GivenUp, copies => DurableQueue.Configure(copies, GivenUp, options));
    }

    /// <summary>Lets what the broker gives up of an endpoint's queue go there too.</summary>
    public static void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, string name, RabbitMqOptions options)
    {
        endpoint.BindDeadLetterQueue(Of(name), Of(name), queue => Configure(queue, options));
        if (name != GivenUp)
            return;

        // The dead letter itself is kept, so a copy that nobody can read needs no place of its own.
        endpoint.DiscardSkippedMessages();
        endpoint.ConfigureError(error =>
        {
            error.UseFilter(new UnreadableCopies());
            error.UseFilter(new GenerateFaultFilter());
            error.UseFilter(new ErrorTransportFilter());
        });
    }

    private static void Configure(IRabbitMqQueueConfigurator queue, RabbitMqOptions options)
    {
        DurableQueue.Bound(queue, options);
        queue.SetQueueArgument("x-delivery-limit", Deliveries);
        queue.SetQueueArgument("x-dead-letter-strategy", null);
        queue.SetQueueArgument(DurableQueue.DeadLetterExchange, null);
    }

    private sealed class DeadLetterNames : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
    {
        public string FormatErrorQueueName(string queueName) => Of(queueName);

        public string FormatDeadLetterQueueName(string queueName) => Of(queueName);
    }
}
