using MassTransit;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Ingest;

/// <summary>Plain JSON, because whoever publishes it need not know what carries messages here.</summary>
internal sealed class VideoPublishedConsumerDefinition : ConsumerDefinition<VideoPublishedConsumer>
{
    public VideoPublishedConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<VideoPublishedConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType, isDefault: true);
        endpointConfigurator.RetryTransientFaults();
    }
}
