using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>The frames of a shot that are not closed yet, divided into parts that can become takes.</summary>
/// <remarks>
/// A part is as many steps as a take has segments; a step is as many frames as fit into the longest segment. Parts are counted, and their pictures
/// held, from the piece's first frame on, so that they are the same wherever a chunk begins.
/// </remarks>
internal sealed class PendingPiece
{
    /// <summary>Segments in a take.</summary>
    private const int StepsInTake = 6;

    // Frames that stand longer than a segment make parts of any length, so their number has a bound of its own.
    private const int MostParts = 3;

    private readonly TimeSpan _longest;
    private readonly int _capacity;
    private readonly Action<RgbImage> _release;
    private readonly List<PendingPart> _parts = [];
    private readonly List<TimeSpan> _times = [];
    private (FramePlace Place, RgbImage? Picture) _last;
    private FramePlace _step;
    private int _steps;

    /// <param name="first">The first frame.</param>
    /// <param name="picture">Its picture, where it is held.</param>
    /// <param name="longest">The longest a segment may last.</param>
    /// <param name="capacity">Most pictures held of a part.</param>
    /// <param name="release">Told of every picture that is not held any more.</param>
    public PendingPiece(FramePlace first, RgbImage? picture, TimeSpan longest, int capacity, Action<RgbImage> release)
    {
        (_longest, _capacity, _release, _step, _last) = (longest, capacity, release, first, (first, picture));
        _times.Add(first.Time);
        BeginPart(first);
    }

    /// <summary>The first frame.</summary>
    public FramePlace First => _parts[0].Begins;

    /// <summary>Whether so much is pending that a take can be closed.</summary>
    public bool HasTake => _parts.Count > MostParts || (_parts.Count > 1 && _last.Place.Time - First.Time > 2 * StepsInTake * _longest);

    /// <summary>Takes the next frame.</summary>
    public void Add(FramePlace place, RgbImage? picture)
    {
        while (place.Time - _step.Time > _longest)
        {
            _step = _last.Place.Number > _step.Number ? _last.Place : place;
            if (++_steps % StepsInTake != 0) continue;
            if (_step == place) HoldLast();
            BeginPart(_step);
        }

        HoldLast();
        _times.Add(place.Time);
        _last = (place, picture);
    }

    /// <summary>Takes the first part out.</summary>
    public ClosedPiece CloseTake()
    {
        var (part, next) = (_parts[0], _parts[1].Begins);
        var count = next.Number - part.Begins.Number;
        var closed = new ClosedPiece(part.Begins.Number, [.. _times.Take(count)], next.Time, part.Pictures.Held);
        _times.RemoveRange(0, count);
        _parts.RemoveAt(0);
        return closed;
    }

    /// <summary>Takes everything out.</summary>
    public ClosedPiece Close(TimeSpan end)
    {
        HoldLast();
        return new ClosedPiece(First.Number, _times, end, [.. _parts.SelectMany(part => part.Pictures.Held)]);
    }

    private void BeginPart(FramePlace first) => _parts.Add(new PendingPart(first, new HeldPictures(_capacity, _release)));

    // A frame is held one frame late, because only then is it known which part it belongs to.
    private void HoldLast()
    {
        if (_last.Picture is { } picture) _parts[^1].Pictures.Offer(_last.Place.Number, picture);
        _last = (_last.Place, null);
    }
}
