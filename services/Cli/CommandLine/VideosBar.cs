using System.Globalization;
using Spectre.Console;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary>On a terminal: how many of an archive's videos are done.</summary>
internal sealed class VideosBar
{
    private readonly string _work;
    private readonly ProgressTask? _task;

    private VideosBar(string work, ProgressTask? task) => (_work, _task) = (work, task);

    /// <summary>Shows it while work is done; nothing where nobody looks.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="isJson">Whether results are for a program.</param>
    /// <param name="name">What is done, such as <c>rebuilding</c>.</param>
    /// <param name="work">The work, given the bar.</param>
    public static async Task<T> RunAsync<T>(Terminal terminal, bool isJson, string name, Func<VideosBar, Task<T>> work)
    {
        if (isJson || !terminal.IsInteractive)
            return await work(new VideosBar(name, task: null));
        return await terminal.Console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(name, maxValue: 1);
                task.IsIndeterminate = true;
                return work(new VideosBar(name, task));
            });
    }

    /// <summary>Shows how many videos are done of those that were found so far.</summary>
    public void Show(int done, int found)
    {
        if (_task is null || found == 0)
            return;
        _task.IsIndeterminate = false;
        _task.MaxValue = found;
        _task.Value = done;
        _task.Description = string.Create(CultureInfo.InvariantCulture, $"{_work}, {done}/{found} videos");
    }
}
