namespace MoTE.Indexing.Media.Shots;

/// <summary>Finds cuts through a plain picture, black as a rule: where the next picture begins to show, when it is another one than before.</summary>
/// <remarks>So a plain passage belongs to the shot before it, and a fade in at the beginning or a fade out at the end of a video makes no cut.</remarks>
internal sealed class FadeCuts(ShotOptions options)
{
    /// <summary>How far back the picture before is looked for; when all of it is plain, the next picture counts as another one.</summary>
    public static readonly Reach Before = Reach.Of(1);

    /// <summary>How far ahead the next picture is looked for.</summary>
    public static readonly Reach After = Reach.Of(0.8);

    // A plain picture has less than 3.
    private const double LeastContrast = 4;

    /// <summary>Whether a new shot begins with a frame, after a plain passage.</summary>
    /// <param name="frames">With all frames within <see cref="After"/> after the frame.</param>
    /// <param name="number">The first frame that shows something again.</param>
    public bool IsCut(FrameWindow frames, int number)
    {
        if (number == frames.First || !frames[number - 1].IsPlain || frames[number].IsPlain) return false;
        var next = Clearest(frames, number, EndOfPicture(frames, number));
        if (next.Tone.Contrast < LeastContrast) return false;
        var last = Clearest(frames, frames.Back(number, Before), number);
        return last.Tone.Contrast < LeastContrast ? frames.HasBack(number, Before) : PictureChange.Unexplained(last, next) >= options.GradualThreshold;
    }

    private static int EndOfPicture(FrameWindow frames, int number)
    {
        var last = frames.Ahead(number, After);
        var end = number;
        while (end <= last && !frames[end].IsPlain) end++;
        return end;
    }

    private static ShotFrame Clearest(FrameWindow frames, int first, int end)
    {
        var clearest = frames[Math.Min(first, end - 1)];
        for (var frame = first; frame < end; frame++)
        {
            if (frames[frame].Tone.Contrast > clearest.Tone.Contrast) clearest = frames[frame];
        }

        return clearest;
    }
}
