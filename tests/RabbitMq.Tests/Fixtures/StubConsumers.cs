using System.Collections.Concurrent;
using MassTransit;
using MoTE.Indexing.Contracts;

namespace MoTE.Indexing.RabbitMq.Tests.Fixtures;

/// <summary>Stands for the embedding service where the transport is what is tested.</summary>
internal sealed class ScriptedEmbedding(EmbeddingScript script) : IConsumer<EmbedChunk>
{
    public Task Consume(ConsumeContext<EmbedChunk> context) => script.PlayAsync(context);
}

/// <summary>On the queue of the real one.</summary>
internal sealed class ScriptedEmbeddingDefinition : ConsumerDefinition<ScriptedEmbedding>
{
    public ScriptedEmbeddingDefinition()
    {
        EndpointName = "embed-chunk";
        ConcurrentMessageLimit = 2;
    }
}

/// <summary>What it does with each message.</summary>
internal sealed class EmbeddingScript(Func<ConsumeContext<EmbedChunk>, Task> play)
{
    public ConcurrentQueue<EmbedChunk> Seen { get; } = new();

    public Task PlayAsync(ConsumeContext<EmbedChunk> context)
    {
        Seen.Enqueue(context.Message);
        return play(context);
    }
}
