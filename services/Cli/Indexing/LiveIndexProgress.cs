using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Ingest.Addresses;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>On a terminal: a moving line per video in work, and a line that stays per finished video.</summary>
internal sealed class LiveIndexProgress : IIndexProgress
{
    private readonly IAnsiConsole _console;
    private readonly ProgressContext _context;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    private LiveIndexProgress(IAnsiConsole console, ProgressContext context, TimeProvider clock) => (_console, _context, _clock) = (console, context, clock);

    /// <summary>Shows progress while work runs.</summary>
    public static Task RunAsync(Terminal terminal, TimeProvider clock, Func<IIndexProgress, Task> work) => terminal.Console.Progress()
        .AutoClear(true)
        .HideCompleted(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new SpinnerColumn())
        .StartAsync(context => work(new LiveIndexProgress(terminal.Console, context, clock)));

    public void Started(string source)
    {
        lock (_lock)
        {
            var task = _context.AddTask(Describe(source, "reading"), maxValue: 1);
            task.IsIndeterminate = true;
            _rows[source] = new Row(task, _clock.GetTimestamp());
        }
    }

    public void Fetched(AddressProgress progress)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(progress.Source, out var row))
                return;
            row.Task.IsIndeterminate = progress.TotalBytes is null;
            row.Task.MaxValue = Math.Max(1, progress.TotalBytes ?? 1);
            row.Task.Value = progress.TotalBytes is null ? 0 : progress.ReceivedBytes;
            row.Task.Description = Describe(progress.Source, Text(progress));
        }
    }

    public void Sent(string source, long sentBytes, long totalBytes)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(source, out var row))
                return;
            row.Task.IsIndeterminate = false;
            row.Task.MaxValue = Math.Max(1, totalBytes);
            row.Task.Value = sentBytes;
            row.Task.Description = Describe(source, $"sending, {Sizes.Text(sentBytes)} of {Sizes.Text(totalBytes)}");
        }
    }

    public void Advanced(string source, VideoProgress progress)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(source, out var row))
                return;
            var took = _clock.GetElapsedTime(row.Started);
            row.Task.IsIndeterminate = false;
            row.Task.MaxValue = Math.Max(1, progress.Duration.TotalMilliseconds);
            row.Task.Value = Math.Min(row.Task.MaxValue, progress.Position.TotalMilliseconds);
            row.From ??= progress.Position;
            row.Task.Description = Describe(source, Text(progress, row.From.Value, took));
        }
    }

    public void Finished(IndexOutcome outcome)
    {
        lock (_lock)
        {
            if (_rows.Remove(outcome.Source, out var row))
            {
                row.Task.Value = row.Task.MaxValue;
                row.Task.StopTask();
            }

            _console.MarkupLineInterpolated($"{PlainIndexProgress.Line(outcome)}");
        }
    }

    /// <summary>How a video in work reads.</summary>
    /// <param name="progress">Where it is.</param>
    /// <param name="from">Where it began: not at the start, when an earlier run came that far.</param>
    /// <param name="took">Time since then.</param>
    internal static string Text(VideoProgress progress, TimeSpan from, TimeSpan took)
    {
        var done = progress.Position - from;
        var chunks = progress.ChunkCount > 1 ? $"{progress.ChunksDone}/{progress.ChunkCount} chunks, " : "";
        if (done <= TimeSpan.Zero)
            return $"embedding, {chunks}{Words.Clock(progress.Duration)}";
        var left = (progress.Duration - progress.Position) * (took / done);
        return $"embedding, {chunks}{PlainIndexProgress.Speed(done, took)}, {Words.Clock(left < TimeSpan.Zero ? TimeSpan.Zero : left)} left";
    }

    /// <summary>How a download reads.</summary>
    internal static string Text(AddressProgress progress) => progress.TotalBytes is { } total
        ? $"fetching, {Sizes.Text(progress.ReceivedBytes)} of {Sizes.Text(total)}"
        : $"fetching, {Sizes.Text(progress.ReceivedBytes)}";

    private static string Describe(string source, string stage) => Markup.Escape($"{Words.NameOf(source)}: {stage}");

    private sealed record Row(ProgressTask Task, long Started)
    {
        public TimeSpan? From { get; set; }
    }
}
