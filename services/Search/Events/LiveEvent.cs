namespace MoTE.Indexing.Search.Events;

/// <summary>A piece of news.</summary>
/// <param name="Kind">The event's name on the wire.</param>
/// <param name="Data">Becomes JSON.</param>
internal sealed record LiveEvent(string Kind, object Data)
{
    /// <summary>A video's state changed; the data is the video.</summary>
    public const string Video = "video";

    /// <summary>A video was deleted.</summary>
    public const string Deleted = "deleted";

    /// <summary>What became of a request.</summary>
    public const string Ingest = "ingest";

    /// <summary>Nothing happened; the connection is alive.</summary>
    public const string Heartbeat = "heartbeat";
}
