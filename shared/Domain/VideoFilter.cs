namespace MoTE.Indexing.Domain;

/// <summary>Which videos are meant; what is not set does not narrow.</summary>
public sealed record VideoFilter
{
    /// <summary>No narrowing.</summary>
    public static VideoFilter None { get; } = new();

    /// <summary>Only this video.</summary>
    public VideoId? Id { get; init; }

    /// <summary>Only this collection.</summary>
    public string? Collection { get; init; }

    /// <summary>All of these tags, with these values.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The title contains this text, whatever its case.</summary>
    public string? TitleContains { get; init; }

    /// <summary>Received at this time or later.</summary>
    public DateTimeOffset? ReceivedFrom { get; init; }

    /// <summary>Received before this time.</summary>
    public DateTimeOffset? ReceivedBefore { get; init; }

    /// <summary>At least this long.</summary>
    public TimeSpan? ShortestDuration { get; init; }

    /// <summary>At most this long.</summary>
    public TimeSpan? LongestDuration { get; init; }

    /// <summary>Whether nothing narrows.</summary>
    public bool IsNone => this is { Id: null, Collection: null, Tags.Count: 0, TitleContains: null, ReceivedFrom: null, ReceivedBefore: null, ShortestDuration: null, LongestDuration: null };

    /// <summary>Whether a video is meant.</summary>
    public bool Includes(Video video)
    {
        ArgumentNullException.ThrowIfNull(video);
        return (Id is null || video.Id == Id)
            && (Collection is null || video.Collection == Collection)
            && Tags.All(tag => video.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value)
            && (TitleContains is null || video.Title.Contains(TitleContains, StringComparison.OrdinalIgnoreCase))
            && (ReceivedFrom is null || video.ReceivedAt >= ReceivedFrom)
            && (ReceivedBefore is null || video.ReceivedAt < ReceivedBefore)
            && (ShortestDuration is null || video.Duration >= ShortestDuration)
            && (LongestDuration is null || video.Duration <= LongestDuration);
    }
}
