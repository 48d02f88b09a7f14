using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Models;

/// <summary>The options that say where bundles are, and what they amount to.</summary>
internal sealed class ModelFolders(Terminal terminal)
{
    /// <summary><c>--models</c>.</summary>
    public Option<string?> Models { get; } = CommonOptions.Models();

    /// <summary><c>--data</c>.</summary>
    public Option<string> Data { get; } = CommonOptions.Data(terminal);

    /// <summary>The look-up order that a command line asks for.</summary>
    public BundleLocator Locate(ParseResult parsed) =>
        BundleLocator.Create(parsed.GetValue(Models), parsed.GetRequiredValue(Data), terminal.Variable("MOTE_MODELS"));
}
