using System.CommandLine;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary>Options that several commands share; every call makes a new one, because an option belongs to one command.</summary>
internal static class CommonOptions
{
    /// <summary>Name of the option that shows technical details; the root command has it for all.</summary>
    public const string Verbose = "--verbose";

    /// <summary>The data folder: <c>$MOTE_DATA</c>, or <c>./mote-data</c>.</summary>
    public static Option<string> Data(Terminal terminal) => new("--data")
    {
        Description = "Folder of the index ($MOTE_DATA)",
        HelpName = "DIR",
        DefaultValueFactory = _ => terminal.Variable("MOTE_DATA") ?? "./mote-data",
    };

    /// <summary>JSON instead of a table.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON, without colour or progress" };

    /// <summary>The model bundle's name.</summary>
    public static Option<string?> Model() => new("--model") { Description = "Name of the model bundle; needed only where there are several", HelpName = "NAME" };

    /// <summary>A folder of model bundles, looked at first.</summary>
    public static Option<string?> Models() => new("--models")
    {
        Description = "Folder of model bundles, looked at before $MOTE_MODELS, <data>/models and the bundles that ship with mote",
        HelpName = "DIR",
    };

    /// <summary>The collection to put into or to search.</summary>
    public static Option<string?> Collection(string description) => new("--collection") { Description = description, HelpName = "NAME" };
}
