using MassTransit;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Indexing;

/// <summary>A queue of its own, because every service may listen to rejections.</summary>
internal sealed class VideoRejectedConsumerDefinition : ConsumerDefinition<VideoRejectedConsumer>
{
    public VideoRejectedConsumerDefinition()
    {
        EndpointName = "indexing-video-rejected";
        ConcurrentMessageLimit = 1;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<VideoRejectedConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.RetryTransientFaults();
}
