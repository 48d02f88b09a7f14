using MassTransit;

namespace MoTE.Indexing.Ingest;

/// <summary>Notes are rare; one at a time is enough.</summary>
internal sealed class FaultedVideoConsumerDefinition : ConsumerDefinition<FaultedVideoConsumer>
{
    public FaultedVideoConsumerDefinition() => ConcurrentMessageLimit = 1;
}
