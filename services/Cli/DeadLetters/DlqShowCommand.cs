using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.RabbitMq.DeadLetters;

namespace MoTE.Indexing.Cli.DeadLetters;

/// <summary><c>mote dlq show</c>: one dead letter with all that lies beside it.</summary>
internal static class DlqShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var broker = new BrokerOption(terminal);
        var id = DeadLetterId.Argument();
        var json = CommonOptions.Json();
        var command = new Command("show", "Shows a message that was given up, and where it failed") { id, broker.Option, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var queues = await broker.OpenAsync(parsed, cancellationToken);
            var letter = await queues.FindAsync(parsed.GetRequiredValue(id), cancellationToken) ?? throw DeadLetterId.Unknown(parsed.GetRequiredValue(id));
            if (parsed.GetValue(json))
                terminal.WriteJson(letter);
            else
                Print(letter, terminal.Output);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(DeadLetter letter, TextWriter output)
    {
        output.WriteLine($"Id:       {letter.Id}");
        output.WriteLine($"Queue:    {letter.Queue}");
        output.WriteLine($"Message:  {letter.Message ?? "?"}");
        output.WriteLine($"Given up: {letter.At?.ToString("u", CultureInfo.InvariantCulture) ?? "?"}");
        output.WriteLine($"Reason:   {letter.Reason}");
        foreach (var (name, value) in letter.Headers.OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{name}: {value}");
        }

        output.WriteLine();
        output.WriteLine(letter.Body);
    }
}
