using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Remote;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Status;

/// <summary><c>mote status</c>: every video and how far it has come.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = CommonOptions.Data(terminal);
        var json = CommonOptions.Json();
        var command = new Command("status", "Shows every video and how far it has come") { data, json };
        var server = ServerOption.AddTo(command, data);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var answer = server.Read(parsed) is { } address
                ? await ServerSession.RunAsync(address, parsed.GetValue<bool>(CommonOptions.Verbose), ServerStatus.ReadAsync, cancellationToken)
                : await AnswerAsync(parsed.GetRequiredValue(data), cancellationToken);
            if (parsed.GetValue(json))
                terminal.WriteJson(answer);
            else
                Print(answer, terminal);

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<StatusAnswer> AnswerAsync(string dataFolder, CancellationToken cancellationToken)
    {
        using var store = SqliteStore.OpenExisting(dataFolder);
        var videos = await new SqliteVideoCatalogue(store).ListAsync(cancellationToken);
        var models = await new SqliteSegmentIndex(store).ListModelsAsync(cancellationToken);
        return new StatusAnswer(
            Path.GetFullPath(dataFolder),
            DataFolderLock.IsHeld(dataFolder),
            [.. models.Select(model => new StatusModel(model.Name, model.Fingerprint, model.Videos, model.Segments))],
            [.. videos.Select(Line)]);
    }

    private static StatusVideo Line(Video video) => new(
        video.Id.Value,
        video.Title,
        video.Collection,
        video.Tags,
        video.Sources,
        video.State.ToString().ToLowerInvariant(),
        video.Reason,
        video.Remark,
        (long)video.Duration.TotalMilliseconds,
        video.SizeBytes,
        video.ChunksDone,
        video.ChunksTotal,
        video.Segments,
        video.ModelName,
        video.ReceivedAt,
        video.SearchableAt);

    private static void Print(StatusAnswer answer, Terminal terminal)
    {
        if (answer.Videos.Count == 0)
        {
            terminal.Output.WriteLine($"No videos in {answer.DataFolder} yet: add some with 'mote index PATH'.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("Video", "Title", "Length", "Segments", "Model", "State");
        foreach (var video in answer.Videos)
        {
            table.AddRow(
                video.VideoId[..12],
                Markup.Escape(video.Title),
                Words.Clock(TimeSpan.FromMilliseconds(video.DurationMs)),
                video.Segments.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(video.Model),
                Markup.Escape(State(video, answer.Indexing)));
        }

        terminal.Console.Write(table);
        terminal.Output.WriteLine(
            $"{Words.Count(answer.Videos.Count, "video")}, {Words.Count(answer.Models.Sum(model => model.Segments), "searchable segment")} in {answer.DataFolder}");
    }

    private static string State(StatusVideo video, bool indexing) => video.State switch
    {
        "embedding" => $"{video.ChunksDone} of {Words.Count(video.ChunksTotal, "chunk")}{Interrupted(indexing)}",
        "received" or "probed" => $"{video.State}{Interrupted(indexing)}",
        "rejected" => $"rejected: {video.Reason}",
        _ when video.Remark is not null => $"{video.State}: {video.Remark}",
        _ => video.State,
    };

    private static string Interrupted(bool indexing) => indexing ? string.Empty : " (interrupted: index it again)";
}
