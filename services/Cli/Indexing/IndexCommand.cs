using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Cli.Remote;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
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
        var server = ServerOption.AddTo(command, folders.Data, folders.Models, model, networks);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new IndexRequest { Collection = parsed.GetValue(collection), Title = parsed.GetValue(title), Tags = TagOption.Read(parsed.GetValue(tags)) };
            var found = Find(parsed.GetRequiredValue(paths), parsed.GetRequiredValue(folders.Data), request, terminal);
            var address = server.Read(parsed);
            var output = new IndexOutput(address?.AbsoluteUri ?? parsed.GetRequiredValue(folders.Data), parsed.GetValue(json), parsed.GetValue<bool>(CommonOptions.Verbose));
            var outcomes = address is null
                ? await IndexSession.RunAsync(
                    ModelBundle.Open(folders.Locate(parsed).Find(parsed.GetValue(model))),
                    output,
                    options => NetworkOption.Apply(parsed.GetValue(networks), options),
                    (run, publish, token) => run.RunAsync(publish, found, request, token),
                    terminal,
                    cancellationToken)
                : await RunAsync(found, request, address, output, terminal, cancellationToken);
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
        FoundVideos found, IndexRequest request, Uri address, IndexOutput output, Terminal terminal, CancellationToken cancellationToken)
    {
        var status = await ServerSession.RunAsync(address, output.Verbose, (server, token) => server.StatusAsync(token), cancellationToken);
        return await IndexSession.ShowAsync(WorkAsync, status.Model.Name, output, terminal);

        Task<IReadOnlyList<IndexOutcome>> WorkAsync(IIndexProgress progress) => SingleProcess.RunAsync(
            output.Verbose,
            services => services
                .AddServer(address)
                .AddSingleton(progress)
                .AddSingleton<ServerIndexRun>()
                .AddValidatedOptions<IndexRunOptions>(IndexRunOptions.SectionName),
            (services, token) => services.GetRequiredService<ServerIndexRun>().RunAsync(found, request, token),
            cancellationToken);
    }
}
