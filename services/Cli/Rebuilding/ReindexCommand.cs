using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Cli.Remote;
using MoTE.Indexing.Index;
using MoTE.Indexing.Indexing;

namespace MoTE.Indexing.Cli.Rebuilding;

/// <summary><c>mote reindex</c>: fills the index anew from the stored vectors.</summary>
internal static class ReindexCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = CommonOptions.Data(terminal);
        var json = CommonOptions.Json();
        var command = new Command("reindex", "Fills the index anew from the stored vectors, without decoding videos and without a model") { data, json };
        var server = ServerOption.AddTo(command, data);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (isJson, isVerbose) = (parsed.GetValue(json), parsed.GetValue<bool>(CommonOptions.Verbose));
            var address = server.Read(parsed);
            var answer = await VideosBar.RunAsync(terminal, isJson, "rebuilding", bar => address is null
                ? RebuildAsync(parsed.GetRequiredValue(data), bar, cancellationToken)
                : SingleProcess.RunAsync(
                    isVerbose,
                    services => services.AddServer(address),
                    (services, token) => services.GetRequiredService<ServerRebuild>().RunAsync(bar, terminal, token),
                    cancellationToken));
            if (isJson)
                terminal.WriteJson(answer);
            else
                Print(answer, address, terminal);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<ReindexAnswer> RebuildAsync(string dataFolder, VideosBar bar, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        using var folder = await DataFolder.OpenOrCreateAsync(dataFolder, clock, cancellationToken);
        var rebuild = new IndexRebuild(folder.Catalogue, new InPlaceGenerations(folder.Index), folder.Artifacts, folder.Videos, clock);
        var videos = await rebuild.RunAsync(new Shown(bar), beforePublishing: null, cancellationToken);
        var unfinished = videos.Where(video => !video.IsWhole).Select(video => video.Id.Value).ToList();
        return new ReindexAnswer(videos.Count, videos.Sum(video => (long)video.Segments), unfinished.Count, unfinished);
    }

    private static void Print(ReindexAnswer answer, Uri? server, Terminal terminal)
    {
        terminal.Output.WriteLine($"{Words.Count(answer.Videos, "video")} with {Words.Count(answer.Segments, "segment")} indexed anew.");
        if (answer.UnfinishedCount == 0)
            return;
        var remedy = server is null ? "'mote index' or 'mote serve' completes what is missing." : "'mote-ingest resume' lets them go on, or a restart of 'mote serve'.";
        terminal.Error.WriteLine($"{Words.Count(answer.UnfinishedCount, "video of these lacks", "videos of these lack")} vectors: {remedy}");
    }

    private sealed class Shown(VideosBar bar) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => bar.Show(value.Done, value.Found);
    }
}
