namespace MoTE.Indexing.Media.Shots;

/// <summary>The last frames of a stream, by number. Frames that are let go are used again for later ones.</summary>
internal sealed class FrameWindow
{
    private readonly List<ShotFrame> _frames = [];
    private readonly Stack<ShotFrame> _spare = new();
    private int _gone;

    /// <summary>Number of the first frame that is kept.</summary>
    public int First { get; private set; }

    /// <summary>Number of the frame that comes next.</summary>
    public int End => First + _frames.Count - _gone;

    /// <summary>Whether no frame comes any more.</summary>
    public bool IsComplete { get; set; }

    /// <summary>A frame that is kept.</summary>
    public ShotFrame this[int number] => _frames[number - First + _gone];

    /// <summary>A frame to be filled and then appended.</summary>
    public ShotFrame Spare() => _spare.TryPop(out var frame) ? frame : new ShotFrame();

    /// <summary>Appends the next frame.</summary>
    public void Append(ShotFrame frame)
    {
        frame.Step = End > First ? PictureChange.Distance(this[End - 1], frame) : 0;
        _frames.Add(frame);
    }

    /// <summary>Lets the frames before one go.</summary>
    public void Forget(int before)
    {
        for (; First < before; First++, _gone++) _spare.Push(_frames[_gone]);
        if (_gone <= _frames.Count / 2) return;
        _frames.RemoveRange(0, _gone);
        _gone = 0;
    }

    /// <summary>The first frame within the reach before another, or that frame itself.</summary>
    public int Back(int number, Reach reach)
    {
        var time = this[number].Time - reach.Length;
        var frame = number;
        while (frame > First && this[frame - 1].Time >= time && number - frame < reach.MostFrames) frame--;
        return frame;
    }

    /// <summary>The last frame within the reach after another, or that frame itself.</summary>
    public int Ahead(int number, Reach reach)
    {
        var time = this[number].Time + reach.Length;
        var frame = number;
        while (frame + 1 < End && this[frame + 1].Time <= time && frame - number < reach.MostFrames) frame++;
        return frame;
    }

    /// <summary>Whether a frame is the first one of a slot of time, when time is divided into slots so long.</summary>
    public bool BeginsSlot(int number, TimeSpan slot) => number > First && this[number - 1].Time.Ticks / slot.Ticks != this[number].Time.Ticks / slot.Ticks;

    /// <summary>Whether the stream began so early that no frame within the reach before another can be missing.</summary>
    public bool HasBack(int number, Reach reach) => number - First >= reach.MostFrames || this[First].Time <= this[number].Time - reach.Length;

    /// <summary>Whether no frame within the reach after another can be missing.</summary>
    public bool HasAhead(int number, Reach reach) =>
        IsComplete || (number < End && (End - 1 - number >= reach.MostFrames || this[End - 1].Time > this[number].Time + reach.Length));
}
