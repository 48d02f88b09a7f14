using MoTE.Indexing.Cli.CommandLine;

namespace MoTE.Indexing.Cli.Demo;

/// <summary>One line on stderr for long work: rewritten on a terminal, repeated at every tenth elsewhere.</summary>
internal sealed class StageLine(Terminal terminal)
{
    private readonly Lock _writing = new();
    private string _stage = "";
    private int _tenth = -1;

    public void Show(string stage, int done, int total, string note)
    {
        lock (_writing)
        {
            var finished = done >= total;
            if (terminal.IsInteractive)
            {
                terminal.Error.Write($"\r{stage}: {done} of {total}  {note}".PadRight(78) + (finished ? "\n" : ""));
                return;
            }

            var tenth = total == 0 ? 10 : 10 * done / total;
            if (stage == _stage && tenth == _tenth)
                return;

            (_stage, _tenth) = (stage, tenth);
            terminal.Error.WriteLine($"{stage}: {done} of {total}  {note}".TrimEnd());
        }
    }
}
