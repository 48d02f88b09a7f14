using System.Collections.Concurrent;
using MoTE.Indexing.Model.Training.Contrastive;

namespace MoTE.Indexing.Demo.Recipe;

/// <summary>Makes the batches of the next steps on another thread while the current one trains.</summary>
internal sealed class BatchQueue : IDisposable
{
    private const int Ahead = 4;

    private readonly BlockingCollection<ContrastiveBatch> _batches = new(Ahead);
    private readonly CancellationTokenSource _stop;
    private readonly Task _making;

    public BatchQueue(IContrastiveSource source, int from, int to, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _making = Task.Factory.StartNew(() => Make(source, from, to), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The next step's batch.</summary>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public ContrastiveBatch Take(CancellationToken cancellationToken)
    {
        if (_batches.TryTake(out var batch, Timeout.Infinite, cancellationToken))
        {
            return batch;
        }

        _making.GetAwaiter().GetResult();   // tells why no batch came
        throw new InvalidOperationException("More batches were asked for than announced.");
    }

    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult)_making).AsyncWaitHandle.WaitOne();
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
        finally
        {
            _batches.CompleteAdding();
        }
    }
}
