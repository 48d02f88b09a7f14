using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Media;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary><c>mote index</c>: makes videos searchable.</summary>
internal static class IndexCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Video files, and folders whose video files are taken at any depth", Arity = ArgumentArity.OneOrMore };
        var folders = new ModelFolders(terminal);
        var model = CommonOptions.Model();
        var collection = CommonOptions.Collection("Put the videos into this collection");
        var title = new Option<string?>("--title") { Description = "Title of the video, instead of its file name; for one video only", HelpName = "TEXT" };
        var tags = TagOption.Create("A word beside the videos; may be given several times");
        var json = CommonOptions.Json();
        var command = new Command("index", "Makes videos searchable: cuts them into segments and embeds each; what is searchable already is passed over")
        {
            paths, folders.Data, folders.Models, model, collection, title, tags, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new IndexRequest { Collection = parsed.GetValue(collection), Title = parsed.GetValue(title), Tags = TagOption.Read(parsed.GetValue(tags)) };
            var found = Find(parsed.GetRequiredValue(paths), request, terminal);
            var bundle = ModelBundle.Open(folders.Locate(parsed).Find(parsed.GetValue(model)));
            var outcomes = await RunAsync(found, request, bundle, parsed.GetRequiredValue(folders.Data), parsed.GetValue(json), terminal, cancellationToken);
            return outcomes.Any(outcome => outcome.State == VideoState.Rejected) ? ExitCode.Failure : ExitCode.Done;
        });
        return command;
    }

    private static FoundFiles Find(string[] paths, IndexRequest request, Terminal terminal)
    {
        var found = VideoFiles.Find(paths);
        if (found.PassedOver > 0)
            terminal.Error.WriteLine($"{Words.Count(found.PassedOver, "file")} in the folders passed over: not a video by name (a file that is named is tried in any case).");
        if (found.Files.Count == 0)
            throw new UserErrorException($"There are no videos in {string.Join(", ", paths)}.");
        if (request.Title is not null && found.Files.Count > 1)
            throw new UserErrorException($"--title names one video, but there are {found.Files.Count}.");
        return found;
    }

    private static async Task<IReadOnlyList<IndexOutcome>> RunAsync(
        FoundFiles found, IndexRequest request, ModelBundle bundle, string dataFolder, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        using var store = SqliteStore.OpenOrCreate(dataFolder);
        using var held = await DataFolderLock.AcquireAsync(dataFolder, clock, cancellationToken);
        using var encoder = new LazyVideoEncoder(bundle);
        IReadOnlyList<IndexOutcome> outcomes = [];
        if (json)
            await WorkAsync(new JsonIndexProgress(terminal));
        else if (terminal.IsInteractive)
            await LiveIndexProgress.RunAsync(terminal, clock, WorkAsync);
        else
            await WorkAsync(new PlainIndexProgress(terminal));

        if (!json)
            terminal.Output.WriteLine(IndexSummary.Of(outcomes, bundle.Name, dataFolder));
        return outcomes;

        async Task WorkAsync(IIndexProgress progress)
        {
            var options = new IndexingOptions();
            var catalogue = new SqliteVideoCatalogue(store);
            var reading = new ReadingStage(catalogue, bundle.Manifest, new SegmentReader(), progress, clock, options);
            var embedding = new EmbeddingStage(catalogue, new SqliteSegmentIndex(store), encoder.Embedder, progress, clock, options);
            outcomes = await new IndexingPipeline(reading, embedding, progress, options).RunAsync(found.Files, request, cancellationToken);
        }
    }
}
