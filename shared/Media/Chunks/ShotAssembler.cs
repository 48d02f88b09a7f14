using System.Diagnostics.CodeAnalysis;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Shots;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>Makes shots, segments and views of the frames that go by, for those pieces that begin in one chunk.</summary>
internal sealed class ShotAssembler
{
    private readonly ChunkPlan _plan;
    private readonly ChunkCarry _carry;
    private readonly Func<int, IReadOnlyList<int>> _sampling;
    private readonly PictureLimits _limits;
    private readonly Action<RgbImage> _release;
    private readonly ShotDetector _detector;
    private readonly RecentFrames _recent;
    private readonly Queue<WorkedFrame> _undecided = new();
    private readonly Queue<int> _cuts = new();
    private readonly Queue<SegmentView<RgbImage>> _views = new();
    private readonly List<ShotRange> _shots = [];
    private PendingPiece? _piece;
    private (int Number, RgbImage Picture)? _lastHeld;
    private int _undecidedPictures;
    private int _segments;
    private int _shot;
    private int _shotFirst;
    private TimeSpan _shotStart;
    private int _nextFrame;
    private TimeSpan _lastTime = TimeSpan.MinValue;

    /// <param name="plan">The video, and how to divide it.</param>
    /// <param name="carry">Where to begin.</param>
    /// <param name="limits">Which pictures are held; none in the exact way of reading.</param>
    /// <param name="sampling">For a segment of so many frames, which of them (from 0) make its view.</param>
    /// <param name="pool">Gets the pictures back that are in no view.</param>
    public ShotAssembler(ChunkPlan plan, ChunkCarry carry, PictureLimits limits, Func<int, IReadOnlyList<int>> sampling, PicturePool pool)
    {
        (_plan, _carry, _limits, _sampling) = (plan, carry, limits, sampling);
        _release = limits.HeldEvery == 1 ? pool.Return : _ => { };    // otherwise a picture can be looked at after its piece
        (_segments, _shot, _shotFirst, _shotStart) = (carry.FirstSegment, carry.Shot, carry.ShotFirstFrame, carry.ShotStart);
        _detector = new ShotDetector(plan.Options.Shots);
        _recent = new RecentFrames(limits.HeldEvery);
    }

    /// <summary>Pieces that begin from here on belong to the next chunk.</summary>
    public TimeSpan OwnedUntil { get; set; } = TimeSpan.MaxValue;

    /// <summary>What the next chunk begins with, as soon as everything that this chunk owns is closed; null before.</summary>
    public ChunkCarry? Next { get; private set; }

    /// <summary>The shots that ended so far.</summary>
    public IReadOnlyList<ShotRange> Shots => _shots;

    /// <summary>Takes a frame and its picture, in order from <see cref="ChunkCarry.ReadFrom"/> on.</summary>
    /// <exception cref="UserErrorException">Frames pile up at one time.</exception>
    public void Add(VideoFrame frame)
    {
        var time = _lastTime = frame.Time < _lastTime ? _lastTime : frame.Time;
        _nextFrame = frame.Number + 1;
        _recent.Add(new RecentFrame(frame.Number, time, Glimpse.Of(frame.Image)));
        _detector.Add(frame.Image, time);
        var isHeld = _limits.Holds(frame.Number);
        if (!isHeld) _release(frame.Image);
        else if (++_undecidedPictures > _limits.MostUndecided) throw new UnusableFileException(_plan.Path, name => $"{name} shows {_undecided.Count} frames at {time}, which is too much.");
        _undecided.Enqueue(new WorkedFrame(frame.Number, time, isHeld ? frame.Image : null));
        WorkDecided();
    }

    /// <summary>No frame follows.</summary>
    /// <param name="end">When the last one ends.</param>
    public void Complete(TimeSpan end)
    {
        _detector.Complete();
        WorkDecided();
        if (Next is not null) return;
        if (_piece is not null) CloseShot(_nextFrame, end < _lastTime ? _lastTime : end);
        Next = new ChunkCarry(_shotFirst, _segments) { FirstTime = _shotStart, Shot = _shot, ShotFirstFrame = _shotFirst, ShotStart = _shotStart, IsEnd = true };
    }

    /// <summary>Hands over the next segment, if there is one.</summary>
    public bool TryTake([NotNullWhen(true)] out SegmentView<RgbImage>? view) => _views.TryDequeue(out view);

    private void WorkDecided()
    {
        while (_detector.TryTake(out var cut)) _cuts.Enqueue(_carry.ReadFrom + cut.Frame);
        while (Next is null && _undecided.TryPeek(out var frame) && frame.Number < _carry.ReadFrom + _detector.DecidedFrames)
        {
            _ = _undecided.Dequeue();
            if (frame.Picture is not null) _undecidedPictures--;
            Work(frame);
        }
    }

    private void Work(WorkedFrame frame)
    {
        var isCut = _cuts.TryPeek(out var cut) && cut == frame.Number;
        if (isCut) _ = _cuts.Dequeue();
        var place = _recent.PlaceOf(frame.Number, frame.Time);
        if (frame.Number == _carry.FirstFrame)
        {
            Begin(place, frame.Picture);
        }
        else if (_piece is { } piece && isCut)
        {
            CloseShot(frame.Number, frame.Time);
            if (!Ends(place)) Begin(place, frame.Picture);
        }
        else if (_piece is not null)
        {
            _piece.Add(place, frame.Picture);
            while (Next is null && _piece.HasTake)
            {
                Divide(_piece.CloseTake());
                _ = Ends(_piece.First);
            }
        }
        else if (frame.Picture is { } early)
        {
            _release(early);    // the detector has seen it
        }

        if (frame.Picture is { } picture && _limits.HeldEvery > 1) _lastHeld = (frame.Number, picture);
    }

    private void Begin(FramePlace place, RgbImage? picture) =>
        _piece = new PendingPiece(place, picture, _plan.Options.LongestSegment, _limits.PartCapacity, _release);

    private void CloseShot(int nextFrame, TimeSpan end)
    {
        Divide(_piece!.Close(end));
        _shots.Add(new ShotRange(_shot++, _shotFirst, nextFrame - _shotFirst, _shotStart, end));
        (_piece, _shotFirst, _shotStart) = (null, nextFrame, end);
    }

    // Whether the piece that begins here is the next chunk's.
    private bool Ends(FramePlace place)
    {
        if (place.Time < OwnedUntil) return false;
        Next = new ChunkCarry(place.Number, _segments)
        {
            FirstTime = place.Time,
            Shot = _shot,
            ShotFirstFrame = _shotFirst,
            ShotStart = _shotStart,
            ReadFrom = place.ReadFrom.Number,
            ReadFromTime = place.ReadFrom.Time,
            Glimpse = place.ReadFrom.Number == 0 ? null : Convert.ToBase64String(place.ReadFrom.Glimpse),
        };
        return true;
    }

    private void Divide(ClosedPiece piece)
    {
        var viewed = new HashSet<int>();
        foreach (var range in SegmentPlanner.Plan(new VideoTimeline(piece.Times, piece.End), _plan.Options.LongestSegment))
        {
            var segment = range with { Number = _segments++, FirstFrame = piece.FirstFrame + range.FirstFrame };
            var numbers = _sampling(segment.FrameCount).Select(offset => Within(segment, offset)).ToArray();
            if (_limits.PartCapacity == 0)
            {
                _views.Enqueue(new SegmentView<RgbImage>(segment, _shot, numbers, []));
                continue;
            }

            var pictures = Array.ConvertAll(numbers, number => piece.Nearest(number, segment) ?? _lastHeld!.Value);
            foreach (var (number, _) in pictures) _ = viewed.Add(number);
            _views.Enqueue(new SegmentView<RgbImage>(
                segment, _shot, Array.ConvertAll(pictures, held => held.Number), Array.ConvertAll(pictures, held => held.Picture)));
        }

        foreach (var (number, picture) in piece.Pictures)
        {
            if (!viewed.Contains(number)) _release(picture);
        }
    }

    private static int Within(SegmentRange segment, int offset) => offset >= 0 && offset < segment.FrameCount
        ? segment.FirstFrame + offset
        : throw new ArgumentOutOfRangeException(nameof(offset), offset, $"A sampled frame lies outside a segment of {segment.FrameCount} frames.");
}
