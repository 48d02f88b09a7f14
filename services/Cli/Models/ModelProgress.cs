using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Model.Bundles;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Models;

/// <summary>Shows downloads and imports: bars on a terminal, a line per tenth on stderr otherwise.</summary>
internal abstract class ModelProgress : IProgress<DownloadProgress>, IProgress<ImportProgress>
{
    /// <summary>Runs work that reports its progress.</summary>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="json">Results are JSON, so no bars.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> RunAsync<T>(Terminal terminal, bool json, Func<ModelProgress, Task<T>> work)
    {
        if (json || !terminal.IsInteractive)
            return await work(new Lines(terminal.Error));

        return await terminal.Console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bars(context)));
    }

    /// <inheritdoc/>
    public abstract void Report(DownloadProgress value);

    /// <inheritdoc/>
    public abstract void Report(ImportProgress value);

    private static string Text(ImportProgress value) =>
        value.Total == 0 ? value.Step : string.Create(CultureInfo.InvariantCulture, $"{value.Step} ({value.Done} of {value.Total})");

    private sealed class Lines(TextWriter error) : ModelProgress
    {
        private string _last = "";
        private string _step = "";
        private long _tenth;

        public override void Report(DownloadProgress value)
        {
            var tenth = value.TotalBytes is > 0 and { } total ? 10 * (value.DoneBytes * 10 / total) : -1;
            Write(value.Stage switch
            {
                DownloadStage.Checking => $"{value.FileName}: checking what has arrived already",
                DownloadStage.Waiting => $"{value.FileName}: {value.Note} Trying again.",
                DownloadStage.Done => $"{value.FileName}: complete, {Sizes.Text(value.DoneBytes)}",
                _ => $"{value.FileName}: {(tenth < 0 ? "downloading" : $"{tenth}% of {Sizes.Text(value.TotalBytes!.Value)}")}",
            });
        }

        public override void Report(ImportProgress value)
        {
            var tenth = value.Total > 0 ? value.Done * 10 / value.Total : 0;
            if (value.Step == _step && tenth == _tenth)
                return;
            (_step, _tenth) = (value.Step, tenth);
            Write(Text(value));
        }

        private void Write(string line)
        {
            if (line != _last)
                error.WriteLine(_last = line);
        }
    }

    private sealed class Bars(ProgressContext context) : ModelProgress
    {
        private readonly Dictionary<string, ProgressTask> _files = new(StringComparer.Ordinal);
        private ProgressTask? _import;

        public override void Report(DownloadProgress value)
        {
            if (!_files.TryGetValue(value.FileName, out var task))
                _files.Add(value.FileName, task = context.AddTask(Markup.Escape(value.FileName)));

            task.IsIndeterminate(value.TotalBytes is null && value.Stage != DownloadStage.Waiting);
            if (value.TotalBytes is { } total)
                task.MaxValue(Math.Max(total, 1));
            task.Value(value.DoneBytes);
            task.Description(Markup.Escape(value.Stage switch
            {
                DownloadStage.Checking => $"{value.FileName} (checking)",
                DownloadStage.Waiting => $"{value.FileName} (waiting: {value.Note})",
                _ => value.FileName,
            }));
            if (value.Stage == DownloadStage.Done)
                task.StopTask();
        }

        public override void Report(ImportProgress value)
        {
            _import ??= context.AddTask("import");
            _import.Description(Markup.Escape(Text(value)));
            _import.IsIndeterminate(value.Total == 0);
            if (value.Total > 0)
                _import.MaxValue(value.Total).Value(value.Done);
        }
    }
}
