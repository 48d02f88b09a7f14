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
    // Minutes of one video of the load.
    private const int Length = 2;

    /// <summary>Measures, and prints tables in Markdown.</summary>
    public static async Task RunAsync(int minutes)
    {
        if (Backend.Missing() is { } missing)
            throw new InvalidOperationException(missing);
        await using var backend = await Backend.StartAsync(seed: 1, CancellationToken.None);
        var bundle = RandomBundle.Open(Path.Combine(PipelineProgram.Work, "models"));

        Print($"{Environment.ProcessorCount} processors, {minutes / Length} videos of {Length} minutes handed in at once, random ViT-B/32. Seconds by the clock, and of processor time in brackets.");
        Print($"");
        Print($"| Film | Processors | Segments | Encode loop alone | Decode alone | One process, SQLite, folder | Four processes, RabbitMQ, Azurite, Elasticsearch | Encode loop / four processes | One process / four processes | Processor time of both parts, on all processors / four processes |");
        Print($"|---|---|---|---|---|---|---|---|---|---|");
        foreach (var sharing in new[] { "divided", "shared" })
        {
            using var folder = new TemporaryFolder();
            await using var deployment = await Deployment.StartAsync(backend, Options(folder, bundle, sharing), CancellationToken.None);
            await using var events = await IndexedEvents.ListenAsync(deployment.VirtualHost.Address, CancellationToken.None);
            var load = new Load(deployment, events, folder);
            var warm = await load.IndexAsync(BenchmarkFilm.Busy, count: 1);
            foreach (var film in new[] { BenchmarkFilm.Busy, BenchmarkFilm.Usual })
            {
                var parts = await PipelineProgram.ChildAsync(bundle.Name, film, sharing, minutes);
                var (_, whole) = await load.IndexAsync(film, minutes / Length);
                Print($"| {film} | {sharing} | {parts.Segments} | {Part(parts.Encode)} | {Part(parts.Decode)} | {Part(parts.Whole)} | {Part(whole)} | {parts.Encode.Seconds / whole.Seconds:0.00} | {parts.Whole.Seconds / whole.Seconds:0.00} | {parts.Processors / whole.Seconds:0.00} |");
            }

            if (sharing == "shared")
            {
                Print($"");
                await new IndexingRate(deployment, bundle.Fingerprint, warm.Video).PrintAsync(events);
            }
        }
    }

    /// <summary>Prints a line.</summary>
    public static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Part(PartTimes part) => string.Create(CultureInfo.InvariantCulture, $"{part.Seconds:0.0} ({part.ProcessorSeconds:0.0})");

    private static DeploymentOptions Options(TemporaryFolder folder, ModelBundle bundle, string sharing) => new()
    {
        Folder = folder.File("services"),
        Model = Path.Combine(PipelineProgram.Work, "models", bundle.Name),
        Environment = new Dictionary<string, string>(PipelineProgram.Threads(sharing))
        {
            // As they are when nobody sets them, and as docker-compose.yml sets them.
            ["MOTE_Chunks__ChunkLength"] = "00:02:00",
            ["MOTE_AzureStorage__RoundEvery"] = "01:00:00",
            ["MOTE_Uploads__RoundEvery"] = "01:00:00",
            ["MOTE_Indexing__ChunksAtOnce"] = "4",
            ["MOTE_Media__DecoderThreads"] = sharing == "divided" ? "1" : "0",
        },
    };

    /// <summary>Hands in videos that show the same and are each a video of their own.</summary>
    private sealed class Load(Deployment deployment, IndexedEvents events, TemporaryFolder folder)
    {
        private int _number;

        /// <summary>From the first handed in until the last is searchable; processor time of the four services and of what they started, the servers' is beside it.</summary>
        public async Task<(VideoId Video, PartTimes Times)> IndexAsync(string film, int count)
        {
            var master = new Master(0, await BenchmarkFilm.RenderAsync(film, PipelineProgram.Work, Length), IsVideo: true);
            var files = new List<LoadFile>();
            while (files.Count < count)
            {
                files.Add(await LoadFile.WriteAsync(master, _number++, folder.Path, CancellationToken.None));
            }

            await using var publisher = new BrokerPublisher(deployment.VirtualHost.Address);
            var way = new PublishedWay(publisher);
            var (began, processor) = (Stopwatch.GetTimestamp(), deployment.Services.Sum(service => service.ProcessorTime.TotalSeconds));
            foreach (var file in files)
            {
                await way.HandInAsync(file, CancellationToken.None);
            }

            await events.WaitAsync(count, CancellationToken.None);
            return (files[0].Id, new PartTimes(Stopwatch.GetElapsedTime(began).TotalSeconds, deployment.Services.Sum(service => service.ProcessorTime.TotalSeconds) - processor));
        }
    }
}
