using MassTransit;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Ingest;

/// <summary>As many requests at once as the options say.</summary>
internal sealed class IngestVideoConsumerDefinition : ConsumerDefinition<IngestVideoConsumer>
{
    public IngestVideoConsumerDefinition(IOptions<IngestOptions> options) => ConcurrentMessageLimit = options.Value.RequestsAtOnce;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<IngestVideoConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.RetryTransientFaults();
}
