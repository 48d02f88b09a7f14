using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Artifacts;

/// <summary>What people said of a video, and nothing that can be computed from its bytes: kept beside its artifacts, so that a catalogue can be rebuilt.</summary>
/// <param name="Title">Its name for people.</param>
/// <param name="Collection">Its group.</param>
/// <param name="Tags">Free words.</param>
/// <param name="Sources">Where the bytes were found, first seen first.</param>
/// <param name="ReceivedAt">When it was first seen.</param>
public sealed record VideoNote(string Title, string Collection, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Sources, DateTimeOffset ReceivedAt)
{
    /// <summary>What an entry of the catalogue says.</summary>
    public static VideoNote Of(Video video)
    {
        ArgumentNullException.ThrowIfNull(video);
        return new VideoNote(video.Title, video.Collection, video.Tags, video.Sources, video.ReceivedAt);
    }
}
