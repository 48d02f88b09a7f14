using MoTE.Indexing.Cli.Status;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>Finds the video of a server that a person means: by its id, by the first digits of it, or by the file name or address it was added under.</summary>
internal static class ServerVideos
{
    private const int ShortestPrefix = 6;

    /// <exception cref="UserErrorException">No video is meant, or several.</exception>
    public static async Task<VideoSummary> FindAsync(MoteServer server, string named, CancellationToken cancellationToken)
    {
        if (VideoId.TryParse(named, out var id) && await server.FindAsync(id, cancellationToken) is { } video)
            return Of(video);
        var found = (await server.ListAsync(cancellationToken)).Where(one => Means(named, one)).ToList();
        return found.Count switch
        {
            1 => Of(found[0]),
            0 => throw new UserErrorException($"There is no video '{named}' at {server.Address}: 'mote status --server {server.Address}' lists them."),
            _ => throw new UserErrorException($"'{named}' fits {found.Count} videos: give more digits of the id."),
        };
    }

    private static VideoSummary Of(VideoAnswer video) => new(VideoId.Parse(video.VideoId), video.Title, video.Segments);

    private static bool Means(string named, VideoAnswer video) =>
        (named.Length >= ShortestPrefix && video.VideoId.StartsWith(named, StringComparison.OrdinalIgnoreCase)) || video.Sources.Contains(named) || video.Sources.Contains(Path.GetFileName(named));
}
