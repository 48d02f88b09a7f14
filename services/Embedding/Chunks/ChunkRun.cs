using System.Threading.Channels;
using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding.Batching;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Media;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Embedding.Chunks;

/// <summary>One chunk on its way: decoding, preprocessing and writing run at the same time, with bounded channels between them and the model.</summary>
internal sealed class ChunkRun : IDisposable
{
    private readonly ChunkWork _work;
    private readonly ChunkPlan _plan;
    private readonly ViewSampler _sampler;
    private readonly ViewBatcher _batcher;
    private readonly SegmentPictures _pictures;
    private readonly IEmbeddingProgress _progress;
    private readonly Channel<SegmentView<RgbImage>> _decoded;
    private readonly Channel<ReadSegment> _prepared;
    private CancellationTokenSource? _stop;

    public ChunkRun(
        ChunkWork work, ChunkPlan plan, ViewSampler sampler, ViewBatcher batcher, SegmentPictures pictures, IEmbeddingProgress progress, int segmentsAhead, StageWatch watch)
    {
        (_work, _plan, _sampler, _batcher, _pictures, _progress, Watch) = (work, plan, sampler, batcher, pictures, progress, watch);
        var bounds = new BoundedChannelOptions(segmentsAhead) { SingleReader = true, SingleWriter = true };
        _decoded = Channel.CreateBounded<SegmentView<RgbImage>>(bounds);
        _prepared = Channel.CreateBounded<ReadSegment>(bounds);
    }

    /// <summary>How long the stages took.</summary>
    public StageWatch Watch { get; }

    /// <summary>Embeds the chunk.</summary>
    /// <param name="reader">Decodes.</param>
    /// <param name="cut">The cut that the options give.</param>
    /// <param name="handOn">Told where the next chunk begins, as soon as decoding has ended.</param>
    /// <param name="cancellationToken">Ends all stages.</param>
    /// <exception cref="UnreadableVideoException">The video cannot be read.</exception>
    public async Task<ChunkArtifact> EmbedAsync(ChunkReader reader, string cut, Func<ChunkCarry, Task> handOn, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var decoding = StageAsync(() => DecodeAsync(reader, handOn, _stop.Token), () => _decoded.Writer.TryComplete());
        var preparing = StageAsync(() => PrepareAsync(_stop.Token), () => _prepared.Writer.TryComplete());
        var writing = StageAsync(() => WriteAsync(_stop.Token));
        await FirstFailureAsync(decoding, preparing, writing);
        var (end, segments) = (await decoding, await writing);
        return new ChunkArtifact
        {
            VideoId = _work.VideoId,
            ModelFingerprint = _work.ModelFingerprint,
            ModelName = _work.ModelName,
            Chunk = _work.Chunk,
            ChunkCount = _work.ChunkCount,
            Segments = [.. segments.Select(segment => segment.Embedded)],
            Shots = [.. segments.Select(segment => segment.Shot)],
            Cut = cut,
            Carry = CarryText.Write(end.Next),
            Remark = end.Remark,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _stop?.Dispose();

    private async Task<ChunkEnd> DecodeAsync(ChunkReader reader, Func<ChunkCarry, Task> handOn, CancellationToken cancellationToken)
    {
        using var span = Pipeline.Begin(Stages.Decode, _work.VideoId.Value, _work.Chunk);
        var reading = reader.ReadAsync(_plan, _work.Chunk, _work.Carry, _sampler.Sample);
        try
        {
            await using var segments = reading.GetAsyncEnumerator(cancellationToken);
            while (await Watch.DecodeAsync(segments.MoveNextAsync))
            {
                await _decoded.Writer.WriteAsync(segments.Current, cancellationToken);
            }
        }
        catch (UserErrorException cause) when (cause is not StoreUnavailableException)
        {
            throw new UnreadableVideoException(cause);
        }

        await handOn(reading.End.Next);
        return reading.End;
    }

    private async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        await foreach (var decoded in _decoded.Reader.ReadAllAsync(cancellationToken))
        {
            var view = Watch.Preprocess(() => _sampler.Prepare(decoded.Frames));
            var embedded = await _batcher.AddAsync(view, cancellationToken);
            await _prepared.Writer.WriteAsync(new ReadSegment(WholeMilliseconds(decoded.Range.Of(_work.VideoId)), decoded.Shot, decoded.Frames, embedded), cancellationToken);
        }

        return true;
    }

    private async Task<List<(EmbeddedSegment Embedded, int Shot)>> WriteAsync(CancellationToken cancellationToken)
    {
        using var span = Pipeline.Begin(Stages.Encode, _work.VideoId.Value, _work.Chunk);
        var segments = new List<(EmbeddedSegment, int)>();
        await foreach (var read in _prepared.Reader.ReadAllAsync(cancellationToken))
        {
            await Watch.WriteAsync(() => _pictures.WriteAsync(_work.VideoId, _work.ModelFingerprint, _plan.Info, read.Segment.Number, read.Pictures, cancellationToken));
            var embedded = await read.Embedded.WaitAsync(cancellationToken);
            Watch.Encoded(embedded.Took);
            segments.Add((new EmbeddedSegment(read.Segment, embedded.View, embedded.Fit), read.Shot));
            PipelineMetrics.SegmentEmbedded();
            _progress.SegmentEmbedded(read.Segment);
        }

        return segments;
    }

    // A stage that ends ends its channel; a stage that fails ends the others, which would wait for it.
    private async Task<T> StageAsync<T>(Func<Task<T>> stage, Action? completeChannel = null)
    {
        try
        {
            return await Task.Run(stage);
        }
        catch
        {
            await _stop!.CancelAsync();
            throw;
        }
        finally
        {
            completeChannel?.Invoke();
        }
    }

    // That the other stages were stopped is not the reason.
    private static async Task FirstFailureAsync(params Task[] stages)
    {
        var all = Task.WhenAll(stages);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (Array.Find(stages, stage => stage.IsFaulted) ?? all);
    }

    private static Segment WholeMilliseconds(Segment segment) => segment with
    {
        Start = TimeSpan.FromMilliseconds((long)segment.Start.TotalMilliseconds),
        End = TimeSpan.FromMilliseconds((long)segment.End.TotalMilliseconds),
    };
}
