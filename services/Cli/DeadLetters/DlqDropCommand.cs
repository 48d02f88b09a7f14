using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;

namespace MoTE.Indexing.Cli.DeadLetters;

/// <summary><c>mote dlq drop</c>: forgets a dead letter.</summary>
internal static class DlqDropCommand
{
    public static Command Create(Terminal terminal)
    {
        var broker = new BrokerOption(terminal);
        var id = DeadLetterId.Argument();
        var json = CommonOptions.Json();
        var command = new Command("drop", "Drops a message that was given up, for ever") { id, broker.Option, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var one = parsed.GetRequiredValue(id);
            await using var queues = await broker.OpenAsync(parsed, cancellationToken);
            var dropped = await queues.DropAsync(one, cancellationToken);
            if (dropped == 0)
                throw DeadLetterId.Unknown(one);
            if (parsed.GetValue(json))
                terminal.WriteJson(new { dropped });
            else
                terminal.Output.WriteLine($"{Words.Count(dropped, "message")} dropped");
            return ExitCode.Done;
        });
        return command;
    }
}
