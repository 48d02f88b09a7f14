using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Cli.Indexing;
using MoTE.Indexing.Cli.Models;
using MoTE.Indexing.Cli.Remote;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Embedding;

/// <summary><c>mote embed</c>: embeds with one model what other models have embedded.</summary>
internal static class EmbedCommand
{
    public static Command Create(Terminal terminal)
    {
        var folders = new ModelFolders(terminal);
        var model = CommonOptions.Model();
        var json = CommonOptions.Json();
        var command = new Command("embed", "Embeds every stored video anew with another model, beside what is there; what is done is passed over")
        {
            folders.Data, folders.Models, model, json,
        };
        var server = ServerOption.AddTo(command, folders.Data, folders.Models, model);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (isJson, isVerbose) = (parsed.GetValue(json), parsed.GetValue<bool>(CommonOptions.Verbose));
            if (server.Read(parsed) is { } address)
                return await EmbedAsync(address, isJson, isVerbose, terminal, cancellationToken);
            var outcomes = await IndexSession.RunAsync(
                ModelBundle.Open(folders.Locate(parsed).Find(parsed.GetValue(model))),
                new IndexOutput(parsed.GetRequiredValue(folders.Data), isJson, isVerbose),
                _ => { },
                (run, publish, token) => run.EmbedAsync(publish, token),
                terminal,
                cancellationToken);
            return outcomes.Any(outcome => outcome.State == VideoState.Rejected) ? ExitCode.Failure : ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> EmbedAsync(Uri address, bool isJson, bool isVerbose, Terminal terminal, CancellationToken cancellationToken)
    {
        var answer = await VideosBar.RunAsync(terminal, isJson, "embedding", bar => SingleProcess.RunAsync(
            isVerbose,
            services => services.AddServer(address),
            (services, token) => services.GetRequiredService<ServerEmbedding>().RunAsync(bar, token),
            cancellationToken));
        if (isJson)
            terminal.WriteJson(new { model = answer.Model.Name, fingerprint = answer.Model.Fingerprint, searchable = answer.Searchable, rejected = answer.Rejected });
        else
            terminal.Output.WriteLine($"{Words.Count(answer.Searchable, "video is", "videos are")} searchable with the model {answer.Model.Name}, {answer.Rejected} rejected.");
        return ExitCode.Done;
    }
}
