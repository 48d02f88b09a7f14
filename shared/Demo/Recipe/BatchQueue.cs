using System.Collections.Concurrent;
using MoTE.Indexing.Model.Training.Contrastive;

namespace MoTE.Indexing.Demo.Recipe;

/// <summary>Makes the batches of the next steps on a thread of its own while the current one trains.</summary>
internal sealed class BatchQueue : IDisposable
{
    private const int Ahead = 4;

    private readonly BlockingCollection<ContrastiveBatch> _batches = new(Ahead);
    private readonly CancellationTokenSource _stop;
    private readonly Thread _maker;
    private Exception? _failure;

    public BatchQueue(IContrastiveSource source, int from, int to, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _maker = new Thread(() => Make(source, from, to)) { Name = "batches", IsBackground = true };
        _maker.Start();
    }

    /// <summary>The next step's batch.</summary>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The batch could not be made, or none is left.</exception>
    public ContrastiveBatch Take(CancellationToken cancellationToken) =>
        _batches.TryTake(out var batch, Timeout.Infinite, cancellationToken)
            ? batch
            : throw new InvalidOperationException("The next batch could not be made.", _failure);

    public void Dispose()
    {
        _stop.Cancel();
        _maker.Join();
        _stop.Dispose();
        _batches.Dispose();
    }

    private void Make(IContrastiveSource source, int from, int to)
    {
        try
        {
            for (var step = from; step < to; step++)
            {
                _batches.Add(source.BatchOf(step), _stop.Token);
            }
        }
        catch (Exception failure)
        {
            _failure = failure;   // told by Take, on the thread that trains
        }
        finally
        {
            _batches.CompleteAdding();
        }
    }
}
