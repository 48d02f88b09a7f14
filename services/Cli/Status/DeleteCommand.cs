using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Cli.Remote;
using MoTE.Indexing.Search.Deletion;
using MoTE.Indexing.Search.Playback;

namespace MoTE.Indexing.Cli.Status;

/// <summary><c>mote delete VIDEO</c>: forgets a video; its file stays.</summary>
internal static class DeleteCommand
{
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
                ? await ServerSession.RunAsync(address, parsed.GetValue<bool>(CommonOptions.Verbose), (remote, token) => DeleteAsync(remote, named, token), cancellationToken)
                : await DeleteAsync(parsed.GetRequiredValue(data), named, cancellationToken);
            if (parsed.GetValue(json))
                terminal.WriteJson(new { videoId = deleted.Id.Value, segments = deleted.Segments });
            else
                terminal.Output.WriteLine($"Removed '{deleted.Title}' and its {Words.Count(deleted.Segments, "segment")}.");

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<VideoSummary> DeleteAsync(string dataFolder, string named, CancellationToken cancellationToken)
    {
        using var folder = await DataFolder.OpenExistingAsync(dataFolder, TimeProvider.System, cancellationToken);
        var found = await NamedVideo.FindAsync(folder.Catalogue, named, cancellationToken);
        var playback = new PlaybackCache(folder.Layout.Playback, new PlaybackOptions().BytesMost, TimeProvider.System);
        var deletion = new VideoDeletion(folder.Catalogue, folder.Index, folder.Artifacts, folder.Videos, playback);
        return new VideoSummary(found.Id, found.Title, await deletion.RunAsync(found.Id, cancellationToken) ?? 0);
    }

    private static async Task<VideoSummary> DeleteAsync(MoteServer server, string named, CancellationToken cancellationToken)
    {
        var found = await ServerVideos.FindAsync(server, named, cancellationToken);
        await server.DeleteAsync(found.Id, cancellationToken);
        return found;
    }
}
