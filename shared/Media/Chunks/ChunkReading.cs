using System.Runtime.CompilerServices;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>One reading of one chunk. FFmpeg starts with the loop, waits while the loop is slow, and is killed when the loop is left or cancelled.</summary>
/// <remarks>To be read once.</remarks>
public sealed class ChunkReading : IAsyncEnumerable<SegmentView<RgbImage>>
{
    private readonly ChunkPlan _plan;
    private readonly ChunkRange _chunk;
    private readonly ChunkCarry _carry;
    private readonly Func<int, IReadOnlyList<int>> _sampling;
    private readonly FrameDecoder _decoder;
    private ChunkEnd? _end;
    private string? _remark;

    internal ChunkReading(ChunkPlan plan, ChunkRange chunk, ChunkCarry carry, Func<int, IReadOnlyList<int>> sampling, FrameDecoder decoder) =>
        (_plan, _chunk, _carry, _sampling, _decoder) = (plan, chunk, carry, sampling, decoder);

    /// <summary>What is known at the end.</summary>
    /// <exception cref="InvalidOperationException">The loop has not ended yet.</exception>
    public ChunkEnd End => _end ?? throw new InvalidOperationException("The chunk was not read to its end.");

    private bool IsLast => _chunk.Number == _plan.Chunks.Count - 1;

    /// <summary>Reads the segments in order.</summary>
    /// <exception cref="UserErrorException">No frame decodes, or a bound is reached; one sentence says why.</exception>
    public async IAsyncEnumerator<SegmentView<RgbImage>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (_carry.IsEnd || (!IsLast && _carry.FirstTime >= _chunk.End))
        {
            _end = new ChunkEnd(_carry, [], null);    // the chunk before went on to the end of this one
            yield break;
        }

        var (width, height) = FrameSize.Of(_plan.Info, new DecodeRequest { ShortSide = _plan.Options.ShortSide });
        var bytes = checked(3 * width * height);
        var pool = new PicturePool(bytes);
        var limits = _plan.Options.Exact ? PictureLimits.None : PictureLimits.For(_plan.Options, _plan.Timeline, bytes);
        var assembler = new ShotAssembler(_plan, _carry, limits, _sampling, pool);
        var frames = new ChunkFrames(_plan, _carry, _decoder, pool);
        var cut = CutAsync(assembler, frames, cancellationToken);
        if (!_plan.Options.Exact)
        {
            await foreach (var segment in cut.ConfigureAwait(false)) yield return segment;
        }
        else
        {
            var segments = await cut.ToListAsync(cancellationToken).ConfigureAwait(false);
            var pictures = new ExactPictures(_plan, frames.Request, frames.Offset, _decoder);
            await foreach (var segment in pictures.FillAsync(segments, cancellationToken).ConfigureAwait(false)) yield return segment;
        }

        _end = new ChunkEnd(assembler.Next! with { Complained = _carry.Complained || frames.Complained }, assembler.Shots, _remark);
    }

    private async IAsyncEnumerable<SegmentView<RgbImage>> CutAsync(
        ShotAssembler assembler, ChunkFrames frames, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        VideoFrame? last = null;
        await foreach (var frame in frames.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            // What cannot be sought is read on to its end.
            if (last is null && !IsLast && !frames.FellBack) assembler.OwnedUntil = _chunk.End;
            assembler.Add(last = frame);
            while (assembler.TryTake(out var segment)) yield return segment;
            if (assembler.Next is not null) yield break;
        }

        var end = EndAfter(last);
        assembler.Complete(end);
        while (assembler.TryTake(out var segment)) yield return segment;
        _remark = ReadingRemark.Of(_plan, assembler.Next!.FirstFrame, end, _carry.Complained || frames.Complained, frames.FellBack);
    }

    private TimeSpan EndAfter(VideoFrame? last)
    {
        var timeline = _plan.Timeline;
        if (last is null) return _carry.FirstTime;
        return last.Time >= timeline.FrameTimes[^1] && last.Time < timeline.End
            ? timeline.End
            : last.Time + TimeSpan.FromSeconds(1 / Math.Clamp(_plan.Info.FrameRate ?? 25, 0.001, 1000));
    }
}
