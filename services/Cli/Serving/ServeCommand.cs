using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Cli.Searching;

namespace MoTE.Indexing.Cli.Serving;

/// <summary><c>mote serve</c>: the page and the REST interface, and whatever is at work behind them, in one process.</summary>
internal static class ServeCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    public static Command Create(Terminal terminal)
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen; several are separated by ';'", HelpName = DefaultUrl, DefaultValueFactory = _ => DefaultUrl };
        var watch = new Option<string[]>("--watch") { Description = "Take in the videos of this folder, at any depth, those that come later too; may be given several times", HelpName = "DIR" };
        var collection = CommonOptions.Collection("Put the videos of watched folders into this collection");
        var networks = NetworkOption.Create();
        var folders = new ModelFolders(terminal);
        var model = CommonOptions.Model();
        var command = new Command("serve", "Serves the search page and the REST interface") { urls, watch, collection, networks, folders.Data, folders.Models, model };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var addresses = ServeAddresses.Parse(parsed.GetRequiredValue(urls));
            var dataFolder = parsed.GetRequiredValue(folders.Data);
            using var data = await DataFolder.OpenOrCreateAsync(dataFolder, TimeProvider.System, cancellationToken);
            var bundle = await SearchModel.ChooseAsync(folders.Locate(parsed), parsed.GetValue(model), data.Index, terminal, cancellationToken);
            var request = new ServeRequest(addresses, bundle, parsed.GetValue(watch) ?? [], parsed.GetValue(collection), parsed.GetValue(networks) ?? [], parsed.GetValue<bool>(CommonOptions.Verbose));
            await ServeHost.RunAsync(request, data, terminal, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
