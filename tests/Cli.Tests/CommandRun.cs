using System.Text.Json;
using MoTE.Indexing.Cli.CommandLine;

namespace MoTE.Indexing.Cli.Tests;

/// <summary>One run of <c>mote</c> inside the test process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static async Task<CommandRun> OfAsync(params string[] arguments) => await OfAsync(new Dictionary<string, string>(), arguments);

    public static async Task<CommandRun> OfAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(output, error, isInteractive: false, environment.GetValueOrDefault);
        var exitCode = await Mote.RunAsync(arguments, terminal, TestContext.Current.CancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Names of the members of a JSON object, in order.</summary>
    public static string[] Members(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
