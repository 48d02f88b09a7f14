using MassTransit;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Indexing;

/// <summary>As many chunks at once as the options say.</summary>
internal sealed class ChunkEmbeddedConsumerDefinition : ConsumerDefinition<ChunkEmbeddedConsumer>
{
    public ChunkEmbeddedConsumerDefinition(IOptions<IndexingOptions> options) => ConcurrentMessageLimit = options.Value.ChunksAtOnce;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ChunkEmbeddedConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.RetryTransientFaults();
}
