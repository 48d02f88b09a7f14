namespace MoTE.Indexing.Domain;

/// <summary>One media file as one model sees it: the same bytes under another model are another row with the same <see cref="Id"/>.</summary>
public sealed record Video
{
    /// <summary>The collection of a video that names none.</summary>
    public const string DefaultCollection = "default";

    /// <summary>Identity: the SHA-256 of the bytes.</summary>
    public required VideoId Id { get; init; }

    /// <summary>Fingerprint of the model bundle that embeds it.</summary>
    public required string ModelFingerprint { get; init; }

    /// <summary>The bundle's name, for people; two bundles may share it, never their fingerprints.</summary>
    public required string ModelName { get; init; }

    /// <summary>Where the bytes were found (absolute paths, addresses, names of uploads), first seen first; at least one.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>A name for people; the file name without its extension unless given.</summary>
    public required string Title { get; init; }

    /// <summary>The group that queries can be narrowed to.</summary>
    public string Collection { get; init; } = DefaultCollection;

    /// <summary>Free words beside the video.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>How far it has come.</summary>
    public VideoState State { get; init; } = VideoState.Received;

    /// <summary>Why it was rejected, in one sentence; null in every other state.</summary>
    public string? Reason { get; init; }

    /// <summary>What a person should know although it is not rejected (a part that does not decode, why it stands still), in one sentence; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>What the file holds; null until it is probed.</summary>
    public VideoFormat? Format { get; init; }

    /// <summary>Chunks that it is worked in; 0 until it is probed.</summary>
    public int ChunksTotal { get; init; }

    /// <summary>Chunks whose segments are in the index. The catalogue counts them itself: saving a video does not change the number.</summary>
    public int ChunksDone { get; init; }

    /// <summary>Length of what was decoded, whole milliseconds when stored; zero until known.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Length of the file in bytes.</summary>
    public long SizeBytes { get; init; }

    /// <summary>Segments in the index so far. The catalogue counts them itself: saving a video does not change the number.</summary>
    public int Segments { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When its last segment became searchable; null before.</summary>
    public DateTimeOffset? SearchableAt { get; init; }
}
