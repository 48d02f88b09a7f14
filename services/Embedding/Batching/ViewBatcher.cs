using System.Threading.Channels;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Hosting.Telemetry;

namespace MoTE.Indexing.Embedding.Batching;

/// <summary>Gathers views of all chunks in work into batches for the one model. Safe to share between threads.</summary>
/// <remarks>A batch is what has gathered while the batch before it was encoded: waiting for a full one would only let the model idle.</remarks>
internal sealed class ViewBatcher : IAsyncDisposable
{
    private readonly Channel<WaitingView> _waiting;
    private readonly IViewEncoder _encoder;
    private readonly TimeProvider _clock;
    private readonly int _viewsPerBatch;
    private readonly Task _work;

    public ViewBatcher(IViewEncoder encoder, TimeProvider clock, IOptions<EmbeddingOptions> options)
    {
        (_encoder, _clock, _viewsPerBatch) = (encoder, clock, options.Value.ViewsPerBatch);
        _waiting = Channel.CreateBounded<WaitingView>(new BoundedChannelOptions(options.Value.ViewsAhead) { SingleReader = true });
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Hands a view over, waiting while too many wait.</summary>
    /// <returns>Ends when the view is embedded.</returns>
    public async Task<Task<EmbeddedView>> AddAsync(PreparedView view, CancellationToken cancellationToken)
    {
        var waiting = new WaitingView(view, cancellationToken);
        await _waiting.Writer.WriteAsync(waiting, cancellationToken);
        return waiting.Embedded.Task;
    }

    /// <summary>Takes no more views and waits until those that were handed over are embedded.</summary>
    public async ValueTask DisposeAsync()
    {
        _ = _waiting.Writer.TryComplete();
        await _work;
    }

    private async Task WorkAsync()
    {
        var batch = new List<WaitingView>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < _viewsPerBatch && _waiting.Reader.TryRead(out var waiting))
            {
                if (waiting.CancellationToken.IsCancellationRequested)
                    _ = waiting.Embedded.TrySetCanceled(waiting.CancellationToken);
                else
                    batch.Add(waiting);
            }

            if (batch.Count > 0)
                Encode(batch);
        }
    }

    private void Encode(List<WaitingView> batch)
    {
        var started = _clock.GetTimestamp();
        try
        {
            var encoded = _encoder.Encode(batch.ConvertAll(waiting => waiting.View));
            PipelineMetrics.BatchEncoded(batch.Count, _viewsPerBatch);
            var share = _clock.GetElapsedTime(started) / batch.Count;
            foreach (var (waiting, (view, fit)) in batch.Zip(encoded))
            {
                waiting.Embedded.SetResult(new EmbeddedView(view, fit, share));
            }
        }
#pragma warning disable CA1031 // The exception is handed to everyone who waits for the batch.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            batch.ForEach(waiting => waiting.Embedded.TrySetException(failure));
        }
    }

    private sealed record WaitingView(PreparedView View, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<EmbeddedView> Embedded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
