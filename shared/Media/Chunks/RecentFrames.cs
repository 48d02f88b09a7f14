using MoTE.Indexing.Media.Shots;

namespace MoTE.Indexing.Media.Chunks;

/// <summary>Remembers as many of the last frames as are needed to say where a decoding has to begin for the frames that follow.</summary>
/// <param name="heldEvery">Of how many frames one picture is held: one of those is read as well.</param>
internal sealed class RecentFrames(int heldEvery)
{
    private readonly Queue<RecentFrame> _later = new();
    private RecentFrame? _start;

    /// <summary>A frame came out of the decoder.</summary>
    public void Add(RecentFrame frame) => _later.Enqueue(frame);

    /// <summary>The place of a frame; frames are asked for in order.</summary>
    public FramePlace PlaceOf(int number, TimeSpan time)
    {
        while (_later.TryPeek(out var next) && (_start is null || IsEarlyEnough(next, number, time))) _start = _later.Dequeue();
        return new FramePlace(number, time, _start ?? throw new InvalidOperationException($"Frame {number} was asked for before any came."));
    }

    private bool IsEarlyEnough(RecentFrame start, int number, TimeSpan time) =>
        start.Time <= time - ShotDetector.LookBehind && start.Number <= number - ShotDetector.LookBehindFrames && start.Number <= (number - 1) / heldEvery * heldEvery;
}
