using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>A whole copy of a video in the cache; guarded by the cache's lock.</summary>
/// <param name="id">The video.</param>
/// <param name="path">Full path of the file.</param>
/// <param name="bytes">Its length.</param>
internal sealed class VideoCopy(VideoId id, string path, long bytes)
{
    public VideoId Id => id;

    public string Path => path;

    public long Bytes => bytes;

    /// <summary>How many use it.</summary>
    public int Leases { get; set; }

    /// <summary>When it was last used, as a timestamp of the cache's clock.</summary>
    public long LastUse { get; set; }

    /// <summary>Whether it is deleted when nobody uses it any more.</summary>
    public bool IsDoomed { get; set; }
}
