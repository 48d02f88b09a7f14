using System.Text.Json.Nodes;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Says in clauses what narrows a choice of videos: the same as <see cref="VideoFilter.Includes"/>.</summary>
internal static class VideoClauses
{
    /// <summary>A text as titles are compared with it.</summary>
    public static string Fold(string text) => text.ToUpperInvariant();

    /// <summary>What documents of the catalogue and of the segments say alike.</summary>
    public static List<JsonNode> OfBoth(string modelFingerprint, VideoFilter filter)
    {
        List<JsonNode> clauses = [Clauses.Term("model_fingerprint", modelFingerprint)];
        if (filter.Id is { } id)
            clauses.Add(Clauses.Term("video_id", id.Value));
        if (filter.Collection is { } collection)
            clauses.Add(Clauses.Term("collection", collection));
        foreach (var (name, value) in filter.Tags)
        {
            clauses.Add(Clauses.Term($"tags.{name}", value));
        }

        if (filter.TitleContains is { Length: > 0 } text)
            clauses.Add(Clauses.Contains("title_folded", Fold(text)));
        if (filter.ReceivedFrom is { } from)
            clauses.Add(Clauses.Range("received_at", "gte", from));
        if (filter.ReceivedBefore is { } before)
            clauses.Add(Clauses.Range("received_at", "lt", before));
        return clauses;
    }

    /// <summary>Whether a filter says something that only the catalogue knows.</summary>
    public static bool NeedsCatalogue(VideoFilter filter) => (filter.ShortestDuration ?? filter.LongestDuration) is not null;

    /// <summary>Entries of the catalogue.</summary>
    public static List<JsonNode> OfCatalogue(string modelFingerprint, VideoFilter filter)
    {
        var clauses = OfBoth(modelFingerprint, filter);
        if (filter.ShortestDuration is { } shortest)
            clauses.Add(Clauses.Range("duration_ms", "gte", (long)Math.Ceiling(shortest.Ticks / (decimal)TimeSpan.TicksPerMillisecond)));
        if (filter.LongestDuration is { } longest)
            clauses.Add(Clauses.Range("duration_ms", "lte", (long)Math.Floor(longest.Ticks / (decimal)TimeSpan.TicksPerMillisecond)));
        return clauses;
    }

    /// <summary>Entries of the catalogue that a page of a list is taken from.</summary>
    public static List<JsonNode> Of(VideoListing listing)
    {
        var clauses = OfCatalogue(listing.ModelFingerprint, listing.Filter);
        if (listing.State is { } state)
            clauses.Add(Clauses.Term("state", VideoDocument.Name(state)));
        if (listing.After is { } after)
        {
            clauses.Add(Clauses.Any(
                Clauses.Range("received_at", "lt", after.ReceivedAt),
                Clauses.All(Clauses.Term("received_at", Clauses.Text(after.ReceivedAt)), Clauses.Range("video_id", "gt", JsonValue.Create(after.Id.Value)))));
        }

        return clauses;
    }
}
