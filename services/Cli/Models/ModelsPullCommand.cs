using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Models;

/// <summary><c>mote models pull NAME</c>: downloads, verifies and imports a published model.</summary>
internal static class ModelsPullCommand
{
    public static Command Create(Terminal terminal)
    {
        var folders = new ModelFolders(terminal);
        var model = new Argument<string>("NAME") { Description = $"One of {string.Join(", ", ModelCatalogue.BuiltIn().Models.Select(published => published.Name))}" };
        var name = new Option<string?>("--name") { Description = "Name of the new model, if it is to have another", HelpName = "N" };
        var sha256 = new Option<string?>("--sha256") { Description = "SHA-256 of the file whose hash nobody publishes (the MoTE checkpoint)", HelpName = "HEX" };
        var trust = new Option<bool>("--trust") { Description = "Accept whatever arrives where no SHA-256 is known" };
        var classes = new Option<string?>("--classes") { Description = "Names of the fine-tuning classes, CSV with the columns id,name", HelpName = "FILE.csv" };
        var half = new Option<bool>("--half") { Description = "Store matrices in half precision" };
        var replace = new Option<bool>("--replace") { Description = "Take the place of a model of the same name" };
        var keep = new Option<bool>("--keep") { Description = "Keep the downloaded files" };
        var catalogue = new Option<string?>("--catalogue") { Description = "Another catalogue of published models, such as a mirror's", HelpName = "FILE.json" };
        var json = CommonOptions.Json();
        var command = new Command("pull", "Downloads a published model, resuming where an earlier run stopped, verifies it and imports it")
        {
            model, name, sha256, trust, classes, half, replace, keep, catalogue, folders.Models, folders.Data, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var known = parsed.GetValue(catalogue) is { } path ? ModelCatalogue.Load(path) : ModelCatalogue.BuiltIn();
            var request = new ModelPullRequest
            {
                Model = known.Find(parsed.GetRequiredValue(model)),
                Name = parsed.GetValue(name),
                Sha256 = parsed.GetValue(sha256),
                Trust = parsed.GetValue(trust),
                Classes = parsed.GetValue(classes),
                Half = parsed.GetValue(half),
                Replace = parsed.GetValue(replace),
                Keep = parsed.GetValue(keep),
            };
            var home = folders.Locate(parsed).HomeFolder;
            using var http = Http();
            var puller = new ModelPuller(new ModelDownloader(http, NullLogger<ModelDownloader>.Instance));
            var listing = await ModelProgress.RunAsync(
                terminal, parsed.GetValue(json), progress => puller.PullAsync(home, request, progress, progress, cancellationToken));
            ModelAnswer.Print(terminal, listing, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    // The downloader watches the line itself, so no timeout of the whole request; bytes are hashed as they lie on the server, so no decompression.
    private static HttpClient Http()
    {
        var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(30) }) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("mote/1.0");
        return http;
    }
}
