using MoTE.Indexing.Cli.Status;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Api;
using ServerVideo = MoTE.Indexing.Search.Api.VideoAnswer;

namespace MoTE.Indexing.Cli.Remote;

/// <summary>What a server holds, as <c>mote status</c> shows it.</summary>
internal static class ServerStatus
{
    public static async Task<Status.StatusAnswer> ReadAsync(MoteServer server, CancellationToken cancellationToken)
    {
        var status = await server.StatusAsync(cancellationToken);
        var videos = await server.ListAsync(cancellationToken);
        return new Status.StatusAnswer(
            server.Address.AbsoluteUri,
            Indexing: true,
            status.Segments == 0 ? [] : [new StatusModel(status.Model.Name, status.Model.Fingerprint, status.Videos.GetValueOrDefault(VideoState.Searchable), status.Segments)],
            [.. videos.Select(video => Line(video, status.Model))]);
    }

    private static StatusVideo Line(ServerVideo video, ModelAnswer model) => new(
        video.VideoId,
        video.Title,
        video.Collection,
        video.Tags,
        video.Sources,
        video.State.ToString().ToLowerInvariant(),
        video.Reason,
        video.Remark,
        video.DurationMs,
        video.SizeBytes,
        video.ChunksDone,
        video.ChunksTotal,
        video.Segments,
        model.Name,
        video.ReceivedAt,
        video.SearchableAt);
}
