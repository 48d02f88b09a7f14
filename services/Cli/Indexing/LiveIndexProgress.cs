using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
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

    public void Cut(string source, TimeSpan duration, int segments)
    {
        lock (_lock)
        {
            var row = _rows[source];
            row.Duration = duration;
            row.Segments = segments;
            row.Task.IsIndeterminate = false;
            row.Task.MaxValue = Math.Max(1, segments);
            row.Task.Description = Describe(source, $"0/{segments} segments");
        }
    }

    public void Embedded(string source, int segmentsDone, TimeSpan position)
    {
        lock (_lock)
        {
            var row = _rows[source];
            var took = _clock.GetElapsedTime(row.Started);
            var left = position > TimeSpan.Zero ? Words.Clock((row.Duration - position) * (took / position)) : "?";
            row.Task.Value = segmentsDone;
            row.Task.Description = Describe(source, string.Create(
                CultureInfo.InvariantCulture, $"{segmentsDone}/{row.Segments} segments, {PlainIndexProgress.Speed(position, took)}, {left} left"));
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

    private static string Describe(string source, string stage) => Markup.Escape($"{Path.GetFileName(source)}: {stage}");

    private sealed class Row(ProgressTask task, long started)
    {
        public ProgressTask Task { get; } = task;

        public long Started { get; } = started;

        public TimeSpan Duration { get; set; }

        public int Segments { get; set; }
    }
}
