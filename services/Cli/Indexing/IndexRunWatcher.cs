using MassTransit;
using MoTE.Indexing.Contracts;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Tells a run what the services report, one report at a time and in order.</summary>
internal sealed class IndexRunWatcher(IndexRun run) :
    IConsumer<VideoReceived>,
    IConsumer<VideoAdvanced>,
    IConsumer<ChunkIndexed>,
    IConsumer<VideoIndexed>,
    IConsumer<VideoRejected>,
    IConsumer<Fault<IngestVideo>>,
    IConsumer<Fault<EmbedChunk>>,
    IConsumer<Fault<ChunkEmbedded>>,
    IConsumer<Fault<VideoRejected>>
{
    public Task Consume(ConsumeContext<VideoReceived> context) => HearAsync(() => run.HearAsync(context.Message, context.CancellationToken));

    public Task Consume(ConsumeContext<VideoAdvanced> context) => HearAsync(() => run.HearAsync(context.Message, context.CancellationToken));

    public Task Consume(ConsumeContext<ChunkIndexed> context)
    {
        run.Hear(context.Message);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<VideoIndexed> context) => HearAsync(() => run.HearAsync(context.Message, context.CancellationToken));

    public Task Consume(ConsumeContext<VideoRejected> context) => HearAsync(() => run.HearAsync(context.Message, context.CancellationToken));

    public Task Consume(ConsumeContext<Fault<IngestVideo>> context) => FailAsync(context.Message);

    public Task Consume(ConsumeContext<Fault<EmbedChunk>> context) => FailAsync(context.Message);

    public Task Consume(ConsumeContext<Fault<ChunkEmbedded>> context) => FailAsync(context.Message);

    public Task Consume(ConsumeContext<Fault<VideoRejected>> context) => FailAsync(context.Message);

    // A report that is not heard would leave the run waiting for ever.
    private async Task HearAsync(Func<Task> hear)
    {
        try
        {
            await hear();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            run.Fail(failure);
            throw;
        }
    }

    private Task FailAsync(Fault fault)
    {
        run.Hear(fault);
        return Task.CompletedTask;
    }
}
