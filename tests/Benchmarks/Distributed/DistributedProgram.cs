using System.Diagnostics;
using System.Globalization;
using MoTE.Indexing.Benchmarks.Pipeline;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Soak.Clips;
using MoTE.Indexing.Soak.Load;
using MoTE.Indexing.Soak.Services;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Benchmarks.Distributed;

/// <summary>Measures indexing by four processes over a real broker, store and search cluster against the bare encode loop, and the index against a bare bulk run.</summary>
/// <remarks>Servers and services share the processors of this machine with the model, so the share that is left to it is part of what is measured.</remarks>
internal static class DistributedProgram
{
    /// <summary>Measures, and prints tables in Markdown.</summary>
    public static async Task RunAsync(int minutes)
    {
        if (Backend.Missing() is { } missing)
            throw new InvalidOperationException(missing);
        using var folder = new TemporaryFolder();
        await using var backend = await Backend.StartAsync(seed: 1, CancellationToken.None);
        var bundle = RandomBundle.Open(Path.Combine(PipelineProgram.Work, "models"));
        await using var deployment = await Deployment.StartAsync(backend, Options(folder, bundle), CancellationToken.None);
        await using var events = await IndexedEvents.ListenAsync(deployment.VirtualHost.Address, CancellationToken.None);

        Print($"{Environment.ProcessorCount} processors, {minutes} minutes of film, random ViT-B/32. Seconds by the clock, and of processor time in brackets.");
        Print($"");
        Print($"| Film | Segments | Encode loop alone | Decode alone | One process, SQLite, folder | Four processes, RabbitMQ, Azurite, Elasticsearch | Encode loop / four processes | One process / four processes | Processor time of both parts, on all processors / four processes |");
        Print($"|---|---|---|---|---|---|---|---|---|");
        await CompareAsync("320x240, a cut every 2 s", "busy", await BenchmarkFilm.RenderBusyAsync(PipelineProgram.Work, minutes), number: 0);
        var film = await CompareAsync("1280x720, a cut every 20 s", "shared", await BenchmarkFilm.RenderAsync(PipelineProgram.Work, minutes), number: 1);
        Print($"");
        await new IndexingRate(deployment, bundle.Fingerprint, film).PrintAsync(events);

        async Task<VideoId> CompareAsync(string name, string sharing, string path, int number)
        {
            var parts = await PipelineProgram.ChildAsync(bundle.Name, sharing, minutes);
            var file = await LoadFile.WriteAsync(new Master(number, path, IsVideo: true), number, folder.Path, CancellationToken.None);
            var whole = await WholeAsync(deployment, events, file);
            Print($"| {name} | {parts.Segments} | {Part(parts.Encode)} | {Part(parts.Decode)} | {Part(parts.Whole)} | {Part(whole)} | {parts.Encode.Seconds / whole.Seconds:0.00} | {parts.Whole.Seconds / whole.Seconds:0.00} | {parts.Processors / whole.Seconds:0.00} |");
            return file.Id;
        }
    }

    /// <summary>Prints a line.</summary>
    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Part(PartTimes part) => string.Create(CultureInfo.InvariantCulture, $"{part.Seconds:0.0} ({part.ProcessorSeconds:0.0})");

    private static DeploymentOptions Options(TemporaryFolder folder, ModelBundle bundle) => new()
    {
        Folder = folder.File("services"),
        Model = Path.Combine(PipelineProgram.Work, "models", bundle.Name),
        Environment = new Dictionary<string, string>
        {
            ["MOTE_Chunks__ChunkLength"] = "00:02:00",
            ["OMP_NUM_THREADS"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        },
    };

    // Processor time of the four services and of what they started; the servers' is beside it.
    private static async Task<PartTimes> WholeAsync(Deployment deployment, IndexedEvents events, LoadFile film)
    {
        await using var publisher = new BrokerPublisher(deployment.VirtualHost.Address);
        var (began, processor) = (Stopwatch.GetTimestamp(), deployment.Services.Sum(service => service.ProcessorTime.TotalSeconds));
        await new PublishedWay(publisher).HandInAsync(film, CancellationToken.None);
        await events.WaitAsync(1, CancellationToken.None);
        return new PartTimes(Stopwatch.GetElapsedTime(began).TotalSeconds, deployment.Services.Sum(service => service.ProcessorTime.TotalSeconds) - processor);
    }
}
