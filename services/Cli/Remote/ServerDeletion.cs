using MoTE.Indexing.Cli.Status;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>Deletes a video of a server by what a person calls it.</summary>
internal static class ServerDeletion
{
    private const int ShortestPrefix = 6;

    /// <param name="server">Has the video.</param>
    /// <param name="named">Its identity, the first digits of it, or the file name or address it was indexed from.</param>
    /// <param name="cancellationToken">Gives up before the request is sent.</param>
    /// <returns>The video as it was.</returns>
    /// <exception cref="UserErrorException">There is none, or there are several.</exception>
    public static async Task<DeletedVideo> RunAsync(MoteServer server, string named, CancellationToken cancellationToken)
    {
        var video = await FindAsync(server, named, cancellationToken);
        await server.DeleteAsync(video.VideoId, cancellationToken);
        return new DeletedVideo(VideoId.Parse(video.VideoId), video.Title, video.Segments);
    }

    private static async Task<VideoAnswer> FindAsync(MoteServer server, string named, CancellationToken cancellationToken)
    {
        if (VideoId.TryParse(named, out var id) && await server.FindAsync(id, cancellationToken) is { } video)
            return video;
        var found = (await server.ListAsync(cancellationToken)).Where(one => Names(one, named)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new UserErrorException($"There is no video '{named}' at {server.Address}: 'mote status --server {server.Address}' lists them."),
            _ => throw new UserErrorException($"'{named}' fits {found.Count} videos: give more digits of the id."),
        };
    }

    private static bool Names(VideoAnswer video, string named) =>
        (named.Length >= ShortestPrefix && video.VideoId.StartsWith(named, StringComparison.OrdinalIgnoreCase)) || video.Sources.Contains(named) || video.Sources.Contains(Path.GetFileName(named));
}
