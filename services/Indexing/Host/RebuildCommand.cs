using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Indexing.Rebuilding;

namespace MoTE.Indexing.Indexing.Host;

/// <summary><c>mote-indexing rebuild</c>: fills the index and the catalogue anew from the store, while searches go on; for when no service runs that could be asked.</summary>
internal static class RebuildCommand
{
    /// <summary>The word on the command line.</summary>
    public const string Name = "rebuild";

    /// <summary>Prints a line for each video, then how many there were.</summary>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var rebuilt = await services.GetRequiredService<RecordedRebuilds>().RunAsync(new Lines(), cancellationToken);
        Console.WriteLine($"{rebuilt.Videos} videos with {rebuilt.Segments} segments indexed anew.");
        if (rebuilt.UnfinishedCount > 0)
            await Console.Error.WriteLineAsync($"{rebuilt.UnfinishedCount} of them lack vectors: 'mote-ingest resume' lets them go on.");
    }

    private sealed class Lines : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) =>
            Console.WriteLine($"{value.Done}/{value.Found} {value.Video.Id} {value.Video.Segments} segments{(value.Video.IsWhole ? "" : ", unfinished")}: {value.Video.Title}");
    }
}
