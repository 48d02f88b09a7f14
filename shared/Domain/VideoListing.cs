namespace MoTE.Indexing.Domain;

/// <summary>A page of the videos of one model, newest first.</summary>
/// <param name="ModelFingerprint">The bundle that embeds them.</param>
/// <param name="Limit">Videos at most, at least 1.</param>
public sealed record VideoListing(string ModelFingerprint, int Limit)
{
    /// <summary>Which videos are listed.</summary>
    public VideoFilter Filter { get; init; } = VideoFilter.None;

    /// <summary>Only videos in this state; null for all.</summary>
    public VideoState? State { get; init; }

    /// <summary>Only videos behind this place; null to start at the newest.</summary>
    public VideoPosition? After { get; init; }
}
