using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.RabbitMq.DeadLetters;
using Spectre.Console;

namespace MoTE.Indexing.Cli.DeadLetters;

/// <summary><c>mote dlq list</c>: every dead letter with its reason.</summary>
internal static class DlqListCommand
{
    public static Command Create(Terminal terminal)
    {
        var broker = new BrokerOption(terminal);
        var limit = new Option<int>("--limit") { Description = "How many at most", HelpName = "N", DefaultValueFactory = _ => 1000 };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1))
                result.AddError($"'{token.Value}' is not a limit: expected a number from 1 on.");
        });
        var json = CommonOptions.Json();
        var command = new Command("list", "Lists the messages that were given up, with their reasons") { broker.Option, limit, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var queues = await broker.OpenAsync(parsed, cancellationToken);
            var letters = await queues.ListAsync(parsed.GetValue(limit), cancellationToken);
            if (parsed.GetValue(json))
                terminal.WriteJson(new { messages = letters.Select(DeadLetterLine.Of) });
            else
                Print(letters, terminal);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(IReadOnlyList<DeadLetter> letters, Terminal terminal)
    {
        if (letters.Count == 0)
        {
            terminal.Output.WriteLine("No message was given up.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("Id", "Queue", "Message", "Given up", "Reason");
        foreach (var letter in letters)
        {
            table.AddRow(
                Markup.Escape(letter.Id),
                Markup.Escape(letter.Queue),
                Markup.Escape(letter.Message ?? "?"),
                letter.At?.ToString("u", CultureInfo.InvariantCulture) ?? "?",
                Markup.Escape(letter.Reason));
        }

        terminal.Console.Write(table);
        terminal.Output.WriteLine($"{Words.Count(letters.Count, "message")}: look at one with 'mote dlq show ID', let it be handled again with 'mote dlq replay ID'.");
    }
}
