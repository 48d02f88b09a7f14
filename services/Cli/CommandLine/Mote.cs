using System.CommandLine;
using System.CommandLine.Invocation;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary>The program: parses, runs one command, and turns every failure into a sentence and an exit code.</summary>
internal static class Mote
{
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var verbose = new Option<bool>(CommonOptions.Verbose) { Description = "Show the technical details of a failure, and the log of the services", Recursive = true };
        var root = MoteCommands.Create(terminal);
        root.Add(verbose);

        // A query may start with '@', so no argument is a response file.
        var parsed = root.Parse(arguments.Count == 0 ? ["--help"] : arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var fault in UsageFaults.Of(parsed))
            {
                await terminal.Error.WriteLineAsync(fault);
            }

            await terminal.Error.WriteLineAsync($"'{UsageFaults.PathOf(parsed.CommandResult.Command)} --help' shows how it is used.");
            return ExitCode.WrongUsage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = StopLimits.AtOnce.Process,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("Stopped.");
            return ExitCode.Stopped;
        }
        catch (Exception failure)
        {
            await terminal.Error.WriteLineAsync(Sentence(failure));
            if (parsed.GetValue(verbose))
                await terminal.Error.WriteLineAsync(failure.ToString());

            return ExitCode.Failure;
        }
    }

    // Who types a command may know where its files lie.
    private static string Sentence(Exception failure) => failure switch
    {
        UnusableFileException file => file.Named(file.Path).Message,
        UserErrorException or CheckpointException or OptionsValidationException => failure.Message,
        _ => $"Something unexpected went wrong ({failure.GetType().Name}: {failure.Message}); the same command with --verbose shows the details.",
    };
}
