using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Cli.Remote;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Deletion;
using MoTE.Indexing.Search.Playback;

namespace MoTE.Indexing.Cli.Status;

/// <summary><c>mote delete VIDEO</c>: forgets a video; its file stays.</summary>
internal static class DeleteCommand
{
    private const int ShortestPrefix = 6;

    public static Command Create(Terminal terminal)
    {
        var video = new Argument<string>("VIDEO") { Description = "The video's id as 'mote status' shows it (its first digits are enough), or the path it was indexed from" };
        var data = CommonOptions.Data(terminal);
        var json = CommonOptions.Json();
        var command = new Command("delete", "Removes a video and everything that was made of it; a file that was indexed where it lies stays") { video, data, json };
        var server = ServerOption.AddTo(command, data);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = parsed.GetRequiredValue(video);
            var deleted = server.Read(parsed) is { } address
                ? await ServerSession.RunAsync(address, parsed.GetValue<bool>(CommonOptions.Verbose), (remote, token) => ServerDeletion.RunAsync(remote, named, token), cancellationToken)
                : await DeleteAsync(parsed.GetRequiredValue(data), named, cancellationToken);
            if (parsed.GetValue(json))
                terminal.WriteJson(new { videoId = deleted.Id.Value, segments = deleted.Segments });
            else
                terminal.Output.WriteLine($"Removed '{deleted.Title}' and its {Words.Count(deleted.Segments, "segment")}.");

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<DeletedVideo> DeleteAsync(string dataFolder, string named, CancellationToken cancellationToken)
    {
        using var folder = await DataFolder.OpenExistingAsync(dataFolder, TimeProvider.System, cancellationToken);
        var found = Find(await folder.Catalogue.ListAsync(cancellationToken), named);
        var playback = new PlaybackCache(folder.Layout.Playback, new PlaybackOptions().BytesMost, TimeProvider.System);
        var deletion = new VideoDeletion(folder.Catalogue, folder.Index, folder.Artifacts, folder.Videos, playback);
        return new DeletedVideo(found.Id, found.Title, await deletion.RunAsync(found.Id, cancellationToken) ?? 0);
    }

    private static Video Find(IReadOnlyList<Video> videos, string named)
    {
        var path = Path.GetFullPath(named);
        var found = videos.Where(video => Names(video, named, path)).DistinctBy(video => video.Id).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new UserErrorException($"There is no video '{named}' in this index: 'mote status' lists them."),
            _ => throw new UserErrorException($"'{named}' fits {found.Count} videos: give more digits of the id."),
        };
    }

    private static bool Names(Video video, string named, string path) =>
        (named.Length >= ShortestPrefix && video.Id.Value.StartsWith(named, StringComparison.OrdinalIgnoreCase)) || video.Sources.Contains(path);
}
