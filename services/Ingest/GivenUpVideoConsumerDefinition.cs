using MassTransit;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Ingest;

/// <summary>The transport brings copies of dead letters to this endpoint; the messages themselves go to their services.</summary>
internal sealed class GivenUpVideoConsumerDefinition : ConsumerDefinition<GivenUpVideoConsumer>
{
    public GivenUpVideoConsumerDefinition()
    {
        EndpointName = "given-up";
        ConcurrentMessageLimit = 1;
        Endpoint(endpoint => endpoint.ConfigureConsumeTopology = false);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<GivenUpVideoConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.RetryTransientFaults();
}
