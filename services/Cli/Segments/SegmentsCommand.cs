using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Media.Chunks;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Segments;

/// <summary><c>mote segments</c>: how a file would be cut, without a model.</summary>
internal static class SegmentsCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The video" };
        var json = CommonOptions.Json();
        var command = new Command("segments", "Shows how a video would be cut into shots and segments, without a model") { file, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (path, asJson) = (parsed.GetRequiredValue(file), parsed.GetValue(json));
            var (answer, remark) = asJson || !terminal.IsInteractive
                ? await FileSegments.ReadAsync(path, new ChunkOptions(), _ => { }, cancellationToken)
                : await ReadWithBarAsync(path, terminal, cancellationToken);
            if (remark is not null) await terminal.Error.WriteLineAsync(remark);
            if (asJson)
                terminal.WriteJson(answer);
            else
                Print(answer, terminal);

            return ExitCode.Done;
        });
        return command;
    }

    private static Task<(SegmentsAnswer Answer, string? Remark)> ReadWithBarAsync(string path, Terminal terminal, CancellationToken cancellationToken) =>
        terminal.Console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(Path.GetFileName(path)), maxValue: 1);
                return FileSegments.ReadAsync(path, new ChunkOptions(), share => task.Value = share, cancellationToken);
            });

    private static void Print(SegmentsAnswer answer, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Shot", "Segment", "Start", "End");
        table.AddColumn(new TableColumn("Frames").RightAligned());
        var shot = 0;
        for (var number = 0; number < answer.Segments.Count; number++)
        {
            var segment = answer.Segments[number];
            while (answer.Shots[shot].LastFrame < segment.FirstFrame) shot++;
            table.AddRow(
                answer.Shots[shot].FirstFrame == segment.FirstFrame ? Text(shot) : "",
                Text(number),
                Words.Clock(TimeSpan.FromMilliseconds(segment.StartMs)),
                Words.Clock(TimeSpan.FromMilliseconds(segment.EndMs)),
                string.Create(CultureInfo.InvariantCulture, $"{segment.FirstFrame}-{segment.LastFrame}"));
        }

        terminal.Console.Write(table);
        terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Words.Count(answer.Shots.Count, "shot")}, {Words.Count(answer.Segments.Count, "segment")}, {Words.Count(answer.Frames, "frame")} at {answer.Fps:0.##} a second, {Words.Clock(TimeSpan.FromMilliseconds(answer.DurationMs))}"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
