using System.CommandLine;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Ingest.Addresses;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary><c>mote index</c>: makes videos searchable.</summary>
internal static class IndexCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH_OR_URL") { Description = "Video files, folders whose video files are taken at any depth, and http or https addresses", Arity = ArgumentArity.OneOrMore };
        var folders = new ModelFolders(terminal);
        var model = CommonOptions.Model();
        var collection = CommonOptions.Collection("Put the videos into this collection");
        var title = new Option<string?>("--title") { Description = "Title of the video, instead of its file name; for one video only", HelpName = "TEXT" };
        var tags = TagOption.Create("A word beside the videos; may be given several times");
        var networks = NetworkOption.Create();
        var json = CommonOptions.Json();
        var command = new Command("index", "Makes videos searchable: cuts them into segments and embeds each; what is searchable already is passed over")
        {
            paths, folders.Data, folders.Models, model, collection, title, tags, networks, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new IndexRequest { Collection = parsed.GetValue(collection), Title = parsed.GetValue(title), Tags = TagOption.Read(parsed.GetValue(tags)) };
            var found = Find(parsed.GetRequiredValue(paths), parsed.GetRequiredValue(folders.Data), request, terminal);
            var bundle = ModelBundle.Open(folders.Locate(parsed).Find(parsed.GetValue(model)));
            var output = new IndexOutput(parsed.GetRequiredValue(folders.Data), parsed.GetValue(json), parsed.GetValue<bool>(CommonOptions.Verbose));
            var outcomes = await RunAsync(found, request, bundle, output, options => NetworkOption.Apply(parsed.GetValue(networks), options), terminal, cancellationToken);
            return outcomes.Any(outcome => outcome.State == VideoState.Rejected) ? ExitCode.Failure : ExitCode.Done;
        });
        return command;
    }

    private static FoundVideos Find(string[] paths, string dataFolder, IndexRequest request, Terminal terminal)
    {
        var found = VideoFiles.Find(paths, dataFolder);
        if (found.PassedOver > 0)
            terminal.Error.WriteLine($"{Words.Count(found.PassedOver, "file")} in the folders passed over: not a video by name (a file that is named is tried in any case).");
        if (found.Videos.Count == 0)
            throw new UserErrorException($"There are no videos in {string.Join(", ", paths)}.");
        if (request.Title is not null && found.Videos.Count > 1)
            throw new UserErrorException($"--title names one video, but there are {found.Videos.Count}.");
        return found;
    }

    private static async Task<IReadOnlyList<IndexOutcome>> RunAsync(
        FoundVideos found, IndexRequest request, ModelBundle bundle, IndexOutput output, Action<AddressOptions> allow, Terminal terminal, CancellationToken cancellationToken)
    {
        using var data = await DataFolder.OpenOrCreateAsync(output.DataFolder, TimeProvider.System, cancellationToken);
        IReadOnlyList<IndexOutcome> outcomes = [];
        if (output.Json)
            await WorkAsync(new JsonIndexProgress(terminal));
        else if (terminal.IsInteractive)
            await LiveIndexProgress.RunAsync(terminal, TimeProvider.System, WorkAsync);
        else
            await WorkAsync(new PlainIndexProgress(terminal));

        if (!output.Json)
        {
            foreach (var line in IndexSummary.Of(outcomes, bundle.Name, output.DataFolder))
            {
                terminal.Output.WriteLine(line);
            }
        }

        return outcomes;

        async Task WorkAsync(IIndexProgress progress) => outcomes = await SingleProcess.RunAsync(
            output.Verbose,
            services => services
                .AddMote(data, bundle, bus => bus.AddConsumer<IndexRunWatcher, IndexRunWatcherDefinition>())
                .AddSingleton(progress)
                .AddSingleton<IndexRun>()
                .AddSingleton<IEmbeddingProgress>(provider => provider.GetRequiredService<IndexRun>())
                .AddSingleton<IProgress<AddressProgress>>(provider => provider.GetRequiredService<IndexRun>())
                .Configure(allow)
                .AddValidatedOptions<IndexRunOptions>(IndexRunOptions.SectionName),
            (services, token) => services.GetRequiredService<IndexRun>().RunAsync(services.GetRequiredService<IBus>().Publish, found, request, token),
            cancellationToken);
    }
}
