using System.Runtime.CompilerServices;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>Decodes the frames of a chunk: from where its carry says, to the end of the file or until the loop is left.</summary>
internal sealed class ChunkFrames
{
    // Where a container seeks by other marks than keyframes, it needs to begin this much before one.
    private static readonly TimeSpan WideMargin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NarrowMargin = TimeSpan.FromMilliseconds(1);

    private readonly ChunkPlan _plan;
    private readonly ChunkCarry _carry;
    private readonly FrameDecoder _decoder;
    private readonly PicturePool _pool;

    public ChunkFrames(ChunkPlan plan, ChunkCarry carry, FrameDecoder decoder, PicturePool pool) => (_plan, _carry, _decoder, _pool) = (plan, carry, decoder, pool);

    /// <summary>Whether the frame to begin with was not found by seeking, so that the file is decoded from its start.</summary>
    public bool FellBack { get; private set; }

    /// <summary>How the decoding was begun that found its place.</summary>
    public DecodeRequest Request { get; private set; } = new();

    /// <summary>What is added to that decoding's numbers for the numbers of the video.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether FFmpeg complained of the frames that were read.</summary>
    public bool Complained { get; private set; }

    /// <summary>Frames in order, numbered from <see cref="ChunkCarry.ReadFrom"/>.</summary>
    /// <exception cref="UserErrorException">No frame decodes, or a bound is reached.</exception>
    public async IAsyncEnumerable<VideoFrame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var seekTo in Seeks())
        {
            var (found, complaints) = (false, 0);
            Request = new DecodeRequest { ShortSide = _plan.Options.ShortSide, KeepTimes = _plan.Timeline.IsSeekable, SeekTo = seekTo, MayBeEmpty = seekTo is not null };
            var reading = await _decoder.OpenAsync(_plan.Path, _plan.Info, Request, cancellationToken, _pool).ConfigureAwait(false);
            try
            {
                await foreach (var frame in reading.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (!found && IsWanted(frame, seekTo))
                    {
                        // Frames before it can lack what they refer to; that is no fault of the file.
                        (found, complaints, Offset) = (true, seekTo is null ? 0 : reading.ComplaintCount, _carry.ReadFrom - frame.Number);
                    }

                    if (found) yield return frame with { Number = frame.Number + Offset };
                    else if (seekTo is not null && frame.Time > _carry.ReadFromTime) break;
                    else _pool.Return(frame.Image);
                }
            }
            finally
            {
                Complained = found && reading.ComplaintCount > complaints;
            }

            if (found) yield break;
        }
    }

    private IEnumerable<TimeSpan?> Seeks()
    {
        if (_carry.ReadFrom > 0)
        {
            if (_carry.ReadFromTime > NarrowMargin) yield return _carry.ReadFromTime - NarrowMargin;
            var key = _plan.Timeline.KeyFrames.Select(number => _plan.Timeline.FrameTimes[number]).LastOrDefault(time => time <= _carry.ReadFromTime);
            if (key > WideMargin)
            {
                yield return key - WideMargin;
                FellBack = true;
            }
        }

        yield return null;
    }

    private bool IsWanted(VideoFrame frame, TimeSpan? seekTo) => seekTo is null
        ? frame.Number == _carry.ReadFrom
        : frame.Time == _carry.ReadFromTime && _carry.Glimpse is { } glimpse && Glimpse.IsOf(Convert.FromBase64String(glimpse), frame.Image);
}
