using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Models;

/// <summary>How a new model is announced.</summary>
internal static class ModelAnswer
{
    public static void Print(Terminal terminal, BundleListing listing, bool json)
    {
        if (json)
            terminal.WriteJson(ModelLine.Of(listing));
        else
            terminal.Output.WriteLine($"The model '{listing.Name}' ({listing.Manifest?.Variant}, {Sizes.Text(listing.SizeBytes)}) is in {listing.Folder}.");
    }
}
