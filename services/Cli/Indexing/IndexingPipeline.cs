using System.Collections.Concurrent;
using System.Threading.Channels;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>From files to searchable segments: reading and embedding run at the same time, a bounded channel between them.</summary>
internal sealed class IndexingPipeline(ReadingStage reading, EmbeddingStage embedding, IIndexProgress progress, IndexingOptions options)
{
    /// <summary>Indexes files. A rejected one does not stop the others.</summary>
    /// <returns>How each file ended, in the order in which they ended.</returns>
    /// <exception cref="OperationCanceledException">It was stopped; every video is then either searchable or as if nothing of it had been embedded.</exception>
    public async Task<IReadOnlyList<IndexOutcome>> RunAsync(IReadOnlyList<FoundFile> files, IndexRequest request, CancellationToken cancellationToken)
    {
        var outcomes = new ConcurrentQueue<IndexOutcome>();
        var messages = Channel.CreateBounded<PipelineMessage>(new BoundedChannelOptions(options.ViewsAhead) { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(
            StoppingTheOtherAsync(() => ReadAsync(files, request, messages.Writer, Finish, stop.Token), stop),
            StoppingTheOtherAsync(() => embedding.RunAsync(messages.Reader, Finish, stop.Token), stop));
        await reading.ResolveRepeatedAsync(Finish, cancellationToken);
        return [.. outcomes];

        void Finish(IndexOutcome outcome)
        {
            outcomes.Enqueue(outcome);
            progress.Finished(outcome);
        }
    }

    private async Task ReadAsync(
        IReadOnlyList<FoundFile> files, IndexRequest request, ChannelWriter<PipelineMessage> messages, Action<IndexOutcome> finish, CancellationToken cancellationToken)
    {
        try
        {
            await reading.RunAsync(files, request, messages, finish, cancellationToken);
        }
        finally
        {
            messages.Complete();
        }
    }

    // A stage that fails must not leave the other one waiting for it.
    private static async Task StoppingTheOtherAsync(Func<Task> stage, CancellationTokenSource stop)
    {
        try
        {
            await Task.Run(stage);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
