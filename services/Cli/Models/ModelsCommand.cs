using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;

namespace MoTE.Indexing.Cli.Models;

/// <summary><c>mote models</c>: everything about model bundles.</summary>
internal static class ModelsCommand
{
    /// <param name="terminal">Where to write.</param>
    /// <param name="others">Commands under <c>models</c> that are made elsewhere.</param>
    public static Command Create(Terminal terminal, params Command[] others)
    {
        var command = new Command("models", "Lists, gets, checks and calibrates models")
        {
            ModelsListCommand.Create(terminal),
            ModelsImportCommand.Create(terminal),
            ModelsPullCommand.Create(terminal),
            ModelsVerifyCommand.Create(terminal),
            ModelsCalibrateCommand.Create(terminal),
        };
        foreach (var other in others)
        {
            command.Add(other);
        }

        return command;
    }
}
