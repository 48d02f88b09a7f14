using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.RabbitMq.DeadLetters;

namespace MoTE.Indexing.Cli.DeadLetters;

/// <summary><c>mote dlq replay</c>: lets dead letters be handled again.</summary>
internal static class DlqReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        var broker = new BrokerOption(terminal);
        var id = DeadLetterId.Argument();
        id.Arity = ArgumentArity.ZeroOrOne;
        var all = new Option<bool>("--all") { Description = "Every message that was given up" };
        var json = CommonOptions.Json();
        var command = new Command("replay", "Lets messages that were given up be handled again") { id, all, broker.Option, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(id) is not null))
                result.AddError("Name one message, or all of them with --all.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (one, isJson, ids) = (parsed.GetValue(id), parsed.GetValue(json), new List<string>());
            await using var queues = await broker.OpenAsync(parsed, cancellationToken);
            void Tell(DeadLetter letter)
            {
                ids.Add(letter.Id);
                if (!isJson)
                    terminal.Output.WriteLine($"{letter.Id} goes on from {letter.Queue}");
            }

            if (await queues.ReplayAsync(one, Tell, cancellationToken) == 0 && one is not null)
                throw DeadLetterId.Unknown(one);
            if (isJson)
                terminal.WriteJson(new { replayed = ids });
            else
                terminal.Output.WriteLine(ids.Count == 0 ? "No message was given up." : $"{Words.Count(ids.Count, "message")} replayed");
            return ExitCode.Done;
        });
        return command;
    }
}
