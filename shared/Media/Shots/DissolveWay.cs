namespace MoTE.Indexing.Media.Shots;

/// <summary>How far to either side of a frame the pictures are that it may lie between.</summary>
/// <param name="seconds">So far.</param>
/// <param name="meanSeconds">Pictures are means of the frames up to so far to either side.</param>
internal sealed class DissolveWay(double seconds, double meanSeconds)
{
    /// <summary>To the pictures at the ends.</summary>
    public Reach Whole { get; } = Reach.Of(seconds);

    /// <summary>To those half-way there.</summary>
    public Reach Half { get; } = Reach.Of(seconds / 2);

    /// <summary>From the middle of a mean to the ends of it.</summary>
    public Reach Mean { get; } = Reach.Of(meanSeconds);

    /// <summary>Whether it is for dissolves that are slower than what moves meanwhile.</summary>
    public bool IsSlow { get; init; }

    /// <summary>The frames at the ends.</summary>
    public (int From, int To) Ends(FrameWindow frames, int number) => (frames.Back(number, Whole), frames.Ahead(number, Whole));
}
