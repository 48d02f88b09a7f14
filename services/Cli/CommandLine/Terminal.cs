using System.Text.Json;
using Spectre.Console;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary>Where a command writes: results to stdout, everything else to stderr.</summary>
/// <remarks>Colour and progress appear only when stdout is a terminal; <c>NO_COLOR</c> takes the colour away.</remarks>
internal sealed class Terminal
{
    private readonly Func<string, string?> _environment;

    /// <param name="output">Results.</param>
    /// <param name="error">Warnings and failures.</param>
    /// <param name="isInteractive">Whether results go to a person's terminal.</param>
    /// <param name="environment">Looks an environment variable up.</param>
    public Terminal(TextWriter output, TextWriter error, bool isInteractive, Func<string, string?> environment)
    {
        Output = output;
        Error = error;
        IsInteractive = isInteractive;
        _environment = environment;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isInteractive && Variable("NO_COLOR") is null ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isInteractive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isInteractive)
            Console.Profile.Width = 200;
    }

    /// <summary>Results, as plain text.</summary>
    public TextWriter Output { get; }

    /// <summary>Warnings and failures.</summary>
    public TextWriter Error { get; }

    /// <summary>Results, as tables and progress.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Whether results go to a person's terminal, so that progress makes sense.</summary>
    public bool IsInteractive { get; }

    /// <summary>The terminal that this process was started in.</summary>
    public static Terminal OfThisProcess() => new(
        System.Console.Out,
        System.Console.Error,
        !System.Console.IsOutputRedirected,
        Environment.GetEnvironmentVariable);

    /// <summary>An environment variable; null when it is missing or empty.</summary>
    public string? Variable(string name) => _environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>Writes one line of JSON to stdout.</summary>
    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, JsonOutput.Options));
}
