using System.CommandLine;

namespace MoTE.Indexing.Cli.Demo;

/// <summary>Options that several commands about the rendered world share.</summary>
internal static class DemoOptions
{
    /// <summary>Where rendered clips are kept.</summary>
    public static Option<string> Work() => new("--work")
    {
        Description = "Folder that keeps the rendered clips for the next time",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "mote-clips"),
    };
}
