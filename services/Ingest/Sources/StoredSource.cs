using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest.Sources;

/// <summary>Videos that are stored already and are to be worked on again, or further.</summary>
/// <param name="store">The video store.</param>
internal sealed class StoredSource(IVideoStore store) : IVideoSource
{
    private const string Prefix = "video:";

    /// <summary>The source that means a stored video.</summary>
    public static string Of(VideoId id) => Prefix + id.Value;

    /// <summary>Which video a source means; null when it is of another kind.</summary>
    public static VideoId? IdOf(string source) => source.StartsWith(Prefix, StringComparison.Ordinal) ? VideoId.Parse(source[Prefix.Length..]) : null;

    public bool Takes(string source) => source.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task<SourcedVideo> StoreAsync(string source, CancellationToken cancellationToken)
    {
        var id = VideoId.Parse(source[Prefix.Length..]);

        // Opening says best why it is not there.
        await using var video = await store.OpenAsync(id, cancellationToken);
        var stored = await store.FindAsync(id, cancellationToken) ?? throw new UserErrorException("The video is not in the store any more: add it again.");
        return new SourcedVideo(stored, Remembered: null);
    }
}
