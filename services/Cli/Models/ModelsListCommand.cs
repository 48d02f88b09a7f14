using System.CommandLine;
using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Model.Bundles;
using Spectre.Console;

namespace MoTE.Indexing.Cli.Models;

/// <summary><c>mote models list</c>: bundles in look-up order, and what can be pulled.</summary>
internal static class ModelsListCommand
{
    public static Command Create(Terminal terminal)
    {
        var folders = new ModelFolders(terminal);
        var json = CommonOptions.Json();
        var command = new Command("list", "Lists the models that are here, and those that can be pulled") { folders.Models, folders.Data, json };
        command.SetAction(parsed =>
        {
            var locator = folders.Locate(parsed);
            var listings = locator.List();
            var published = ModelCatalogue.BuiltIn().Models;
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(new
                {
                    folders = locator.Folders,
                    models = listings.Select(ModelLine.Of),
                    available = published.Select(model => new { model.Name, model.Description }),
                });
            }
            else
            {
                Print(locator, listings, published, terminal);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(BundleLocator locator, IReadOnlyList<BundleListing> listings, IReadOnlyList<PublishedModel> published, Terminal terminal)
    {
        if (listings.Count == 0)
        {
            terminal.Output.WriteLine("No models yet. Looked in:");
            foreach (var folder in locator.Folders)
            {
                terminal.Output.WriteLine($"  {folder}");
            }
        }
        else
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("Model", "Variant", "Width", "Frames", "Temporal head", "Relevance", "Size", "State", "Folder");
            foreach (var listing in listings)
            {
                var manifest = listing.Manifest;
                table.AddRow(
                    Markup.Escape(listing.Name),
                    Markup.Escape(manifest?.Variant ?? "?"),
                    manifest?.EmbeddingWidth.ToString(CultureInfo.InvariantCulture) ?? "?",
                    manifest?.FramesPerView.ToString(CultureInfo.InvariantCulture) ?? "?",
                    manifest is null ? "?" : manifest.HasTemporalHead ? "yes" : "no",
                    ModelLine.RelevanceOf(listing) ?? "?",
                    Sizes.Text(listing.SizeBytes),
                    Markup.Escape(listing.Reason is null ? ModelLine.StateName(listing.State) : $"{ModelLine.StateName(listing.State)}: {listing.Reason}"),
                    Markup.Escape(listing.Folder));
            }

            terminal.Console.Write(table);
        }

        terminal.Output.WriteLine("Get one with 'mote models pull NAME':");
        foreach (var model in published)
        {
            terminal.Output.WriteLine($"  {model.Name,-10} {model.Description}");
        }
    }
}
