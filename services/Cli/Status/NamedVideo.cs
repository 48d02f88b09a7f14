using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Status;

/// <summary>Finds the video that a person means: by its id, by the first digits of it, or by the path it was indexed from.</summary>
internal static class NamedVideo
{
    private const int ShortestPrefix = 6;

    /// <exception cref="UserErrorException">No video is meant, or several.</exception>
    public static async Task<Video> FindAsync(IVideoCatalogue catalogue, string named, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(named);
        var videos = await catalogue.ListAsync(cancellationToken);
        var found = videos.Where(video => Means(named, path, video)).DistinctBy(video => video.Id).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new UserErrorException($"There is no video '{named}' in this index: 'mote status' lists them."),
            _ => throw new UserErrorException($"'{named}' fits {found.Count} videos: give more digits of the id."),
        };
    }

    private static bool Means(string named, string path, Video video) =>
        (named.Length >= ShortestPrefix && video.Id.Value.StartsWith(named, StringComparison.OrdinalIgnoreCase)) || video.Sources.Contains(path);
}
