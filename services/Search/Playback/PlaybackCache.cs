using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Playback;

/// <summary>Converted videos in a folder of bounded size: the files <c>ID.mp4</c>.</summary>
/// <param name="folder">The folder; made when something is kept. One process writes into it.</param>
/// <param name="bytesMost">Most bytes; the video that was not watched for longest goes first.</param>
/// <param name="clock">Says when a video was watched.</param>
public sealed class PlaybackCache(string folder, long bytesMost, TimeProvider clock)
{
    private const string Extension = ".mp4";
    private const string PartExtension = ".part";
    private readonly Lock _changing = new();

    /// <summary>Finds a video, and notes that it is watched.</summary>
    /// <returns>The file; null when there is none.</returns>
    public string? Find(VideoId id)
    {
        var file = new FileInfo(PathOf(id));
        if (!file.Exists)
            return null;
        file.LastAccessTimeUtc = clock.GetUtcNow().UtcDateTime;
        return file.FullName;
    }

    /// <summary>Where a conversion writes.</summary>
    /// <exception cref="StoreUnavailableException">The folder cannot be made.</exception>
    public string Begin(VideoId id)
    {
        try
        {
            _ = Directory.CreateDirectory(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("Converted videos cannot be kept, because their folder cannot be made: look into the log for the reason.", cause);
        }

        return PathOf(id) + PartExtension;
    }

    /// <summary>Keeps what a conversion wrote, and makes room for it.</summary>
    public void Keep(VideoId id)
    {
        lock (_changing)
        {
            File.Move(PathOf(id) + PartExtension, PathOf(id), overwrite: true);
            _ = Find(id);
            var kept = new DirectoryInfo(folder).GetFiles("*" + Extension).OrderByDescending(file => file.LastAccessTimeUtc).ToList();
            var bytes = 0L;
            foreach (var file in kept)
            {
                bytes += file.Length;
                if (bytes > bytesMost && file.FullName != Path.GetFullPath(PathOf(id)))
                    file.Delete();
            }
        }
    }

    /// <summary>Forgets a video.</summary>
    /// <returns>Whether there was anything of it.</returns>
    public bool Delete(VideoId id)
    {
        lock (_changing)
        {
            string[] files = [.. new[] { PathOf(id), PathOf(id) + PartExtension }.Where(File.Exists)];
            foreach (var file in files)
                File.Delete(file);
            return files.Length > 0;
        }
    }

    /// <summary>Deletes what interrupted conversions left; for the one process that converts, before it starts.</summary>
    public void ClearParts()
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var part in Directory.GetFiles(folder, "*" + PartExtension))
            File.Delete(part);
    }

    private string PathOf(VideoId id) => Path.Combine(folder, id.Value + Extension);
}
