using Microsoft.Extensions.DependencyInjection;

namespace MoTE.Indexing.Indexing.Host;

/// <summary><c>mote-indexing rebuild</c>: fills the index and the catalogue anew from the store, while searches go on.</summary>
internal static class RebuildCommand
{
    /// <summary>The word on the command line.</summary>
    public const string Name = "rebuild";

    /// <summary>Prints a line for each video, then how many there were.</summary>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var rebuilt = await services.GetRequiredService<IndexRebuild>().RunAsync(new Lines(), cancellationToken);
        Console.WriteLine($"{rebuilt.Count} videos with {rebuilt.Sum(video => (long)video.Segments)} segments indexed anew.");
        if (rebuilt.Count(video => !video.IsWhole) is var unfinished and > 0)
            await Console.Error.WriteLineAsync($"{unfinished} of them lack vectors: run mote-ingest resume, and what is missing is embedded.");
    }

    private sealed class Lines : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) =>
            Console.WriteLine($"{value.Done}/{value.Found} {value.Video.Id} {value.Video.Segments} segments{(value.Video.IsWhole ? "" : ", unfinished")}: {value.Video.Title}");
    }
}
