namespace MoTE.Indexing.Search.Playback;

/// <summary>Whether a converted video can be played.</summary>
internal abstract record PlaybackState
{
    private PlaybackState()
    {
    }

    /// <summary>It can.</summary>
    /// <param name="Path">The file.</param>
    internal sealed record Ready(string Path) : PlaybackState;

    /// <summary>Not yet.</summary>
    /// <param name="Done">How much of the video is converted.</param>
    internal sealed record Converting(TimeSpan Done) : PlaybackState;

    /// <summary>It cannot.</summary>
    /// <param name="Reason">One sentence.</param>
    internal sealed record Failed(string Reason) : PlaybackState;

    /// <summary>Not now: the store of videos cannot be read.</summary>
    /// <param name="Reason">One sentence.</param>
    internal sealed record Unavailable(string Reason) : PlaybackState;

    /// <summary>As many videos wait as may.</summary>
    internal sealed record Busy : PlaybackState;
}
