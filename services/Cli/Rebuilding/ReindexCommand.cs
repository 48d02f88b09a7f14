using System.CommandLine;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
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
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var clock = TimeProvider.System;
            using var folder = await DataFolder.OpenOrCreateAsync(parsed.GetRequiredValue(data), clock, cancellationToken);
            var rebuild = new IndexRebuild(folder.Catalogue, new InPlaceGenerations(folder.Index), folder.Artifacts, folder.Videos, clock);
            var videos = await rebuild.RunAsync(progress: null, cancellationToken);
            var answer = new ReindexAnswer(videos.Count, videos.Sum(video => video.Segments), [.. videos.Where(video => !video.IsWhole).Select(video => video.Id.Value)]);
            if (parsed.GetValue(json))
                terminal.WriteJson(answer);
            else
                Print(answer, terminal);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(ReindexAnswer answer, Terminal terminal)
    {
        terminal.Output.WriteLine($"{Words.Count(answer.Videos, "video")} with {Words.Count(answer.Segments, "segment")} indexed anew.");
        if (answer.Unfinished.Count > 0)
            terminal.Error.WriteLine($"{Words.Count(answer.Unfinished.Count, "video of these lacks", "videos of these lack")} vectors: 'mote index' or 'mote serve' completes what is missing.");
    }
}
