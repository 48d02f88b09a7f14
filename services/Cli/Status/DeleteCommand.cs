using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
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
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var dataFolder = parsed.GetRequiredValue(data);
            using var folder = await DataFolder.OpenExistingAsync(dataFolder, TimeProvider.System, cancellationToken);
            var found = await NamedVideo.FindAsync(folder.Catalogue, parsed.GetRequiredValue(video), cancellationToken);
            var playback = new PlaybackCache(folder.Layout.Playback, new PlaybackOptions().BytesMost, TimeProvider.System);
            var deletion = new VideoDeletion(folder.Catalogue, folder.Index, folder.Artifacts, folder.Videos, playback);
            var segments = await deletion.RunAsync(found.Id, cancellationToken) ?? 0;
            if (parsed.GetValue(json))
                terminal.WriteJson(new { videoId = found.Id.Value, segments });
            else
                terminal.Output.WriteLine($"Removed '{found.Title}' and its {Words.Count(segments, "segment")}.");

            return ExitCode.Done;
        });
        return command;
    }
}
