using MassTransit;
using MoTE.Indexing.Contracts;

namespace MoTE.Indexing.RabbitMq;

/// <summary>Which queue keeps each message that must not be lost, until the service whose queue it is takes it.</summary>
/// <remarks>Every process declares all of them when it starts, so a service that was never started finds its messages when it is.</remarks>
internal static class RoutedMessages
{
    /// <summary>Each message and its queue.</summary>
    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Of<VideoPublished>("video-published"),
        Route.Of<IngestVideo>("ingest-video"),
        Route.Of<EmbedChunk>("embed-chunk"),
        Route.Of<ChunkEmbedded>("chunk-embedded"),
        Route.Of<VideoRejected>("indexing-video-rejected"),
        Route.Of<VideoReceived>("taken-uploads"),
    ];

    /// <summary>Whether a queue has its messages from here.</summary>
    public static bool Has(string queue) => Routes.Any(route => route.Queue == queue);

    /// <summary>Declares the queues and the exchange of every event, and lets the broker refuse a message that it can put into no queue.</summary>
    public static void Configure(IRabbitMqBusFactoryConfigurator transport, RabbitMqOptions options)
    {
        transport.DeployPublishTopology = true;
        foreach (var route in Routes)
        {
            transport.Publish(route.Message, topology =>
            {
                topology.BindQueue(ExchangeNames.Of(route.Message), route.Queue, queue => DurableQueue.Configure(queue, route.Queue, options));
                DeadLetterTopology.Configure(topology, route.Queue, options);
            });
        }

        transport.Publish<VideoIndexed>();
        transport.ConfigurePublish(publish => publish.UseExecute(published => published.Mandatory = Routes.Any(route => route.Carries(published))));
    }
}
