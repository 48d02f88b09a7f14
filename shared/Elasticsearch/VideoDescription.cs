namespace MoTE.Indexing.Elasticsearch;

/// <summary>What a video's segments say of it.</summary>
internal sealed record VideoDescription(
    string Title, string TitleFolded, IReadOnlyList<string> Sources, string Collection, IReadOnlyDictionary<string, string> Tags, string ReceivedAt, string ModelName)
{
    public static VideoDescription Of(VideoDocument video) =>
        new(video.Title, video.TitleFolded, video.Sources, video.Collection, video.Tags, video.ReceivedAt, video.ModelName);

    /// <summary>Whether both say the same.</summary>
    public bool SameAs(VideoDescription other) =>
        (Title, Collection, ReceivedAt, ModelName) == (other.Title, other.Collection, other.ReceivedAt, other.ModelName)
        && Sources.SequenceEqual(other.Sources)
        && Tags.Count == other.Tags.Count
        && Tags.All(tag => other.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value);
}
