using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;

namespace MoTE.Indexing.Cli.DeadLetters;

/// <summary><c>mote dlq</c>: messages that services or the broker gave up.</summary>
internal static class DlqCommand
{
    public static Command Create(Terminal terminal) => new("dlq", "Shows messages that were given up, and lets them be handled again or dropped")
    {
        DlqListCommand.Create(terminal),
        DlqShowCommand.Create(terminal),
        DlqReplayCommand.Create(terminal),
        DlqDropCommand.Create(terminal),
    };
}
