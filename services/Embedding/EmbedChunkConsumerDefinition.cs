using MassTransit;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Embedding;

/// <summary>As many chunks at once as the options say, so that the model's batches mix them, and none that waits here while another worker is free.</summary>
internal sealed class EmbedChunkConsumerDefinition : ConsumerDefinition<EmbedChunkConsumer>
{
    public EmbedChunkConsumerDefinition(IOptions<EmbeddingOptions> options)
    {
        ConcurrentMessageLimit = options.Value.ChunksAtOnce;
        Endpoint(endpoint => endpoint.PrefetchCount = options.Value.ChunksAtOnce);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<EmbedChunkConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.RetryTransientFaults();
}
