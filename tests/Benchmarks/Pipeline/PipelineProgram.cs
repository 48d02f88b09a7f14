using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MoTE.Indexing.Media;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Benchmarks.Pipeline;

/// <summary>Measures how well the stages of indexing overlap, and prints a table in Markdown.</summary>
/// <remarks>
/// Each configuration runs in a process of its own, because libtorch reads its number of threads once. With <c>shared</c> FFmpeg and the model both may use
/// every processor, alone as well as together; then no overlap can make them faster than the processors are. With <c>divided</c> FFmpeg has one thread and
/// the model the others, alone as well as together: that shows the overlap itself.
/// </remarks>
internal static class PipelineProgram
{
    /// <summary>Folder of the film and the random model.</summary>
    public static readonly string Work = Path.Combine(Path.GetTempPath(), "mote-pipeline-benchmark");

    /// <summary>All configurations, one after the other.</summary>
    public static async Task RunAsync(int minutes)
    {
        _ = await BenchmarkFilm.RenderAsync(BenchmarkFilm.Usual, Work, minutes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, {minutes} minutes of 1280x720 at 25 frames a second"));
        Console.WriteLine();
        Console.WriteLine("Seconds by the clock, and of processor time in brackets.");
        Console.WriteLine();
        Console.WriteLine("| Model | Processors | Segments | Decode only | Encode only | Whole | Whole / longer part | Whole / processor time of both on all processors | Seconds of video per second |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var model in new[] { "demo", "random-b-32" })
        {
            foreach (var sharing in new[] { "shared", "divided" })
            {
                var times = await ChildAsync(model, BenchmarkFilm.Usual, sharing, minutes);
                Console.WriteLine($"| {model} | {sharing} | {Row(times)} |");
            }
        }
    }

    /// <summary>One configuration, whose times are printed as JSON.</summary>
    public static async Task RunOneAsync(string model, string film, string sharing, int minutes)
    {
        var bundle = model == "demo" ? ModelBundle.Open(Path.Combine(Repository(), "infra", "models", "demo")) : RandomBundle.Open(Path.Combine(Work, "models"));
        var path = await BenchmarkFilm.RenderAsync(film, Work, minutes);
        var times = await new PipelineRun(bundle, path, new MediaOptions { DecoderThreads = sharing == "divided" ? 1 : 0 }).MeasureAsync();
        Console.WriteLine(JsonSerializer.Serialize(times));
    }

    private static string Row(PipelineTimes times)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Segments} | {Part(times.Decode)} | {Part(times.Encode)} | {Part(times.Whole)} | {times.Whole.Seconds / times.LongerPart:0.00} | {times.Whole.Seconds / times.Processors:0.00} | {times.VideoSeconds / times.Whole.Seconds:0.0}");

        static string Part(PartTimes part) => string.Create(CultureInfo.InvariantCulture, $"{part.Seconds:0.0} ({part.ProcessorSeconds:0.0})");
    }

    /// <summary>Measures one configuration in a process of its own.</summary>
    public static async Task<PipelineTimes> ChildAsync(string model, string film, string sharing, int minutes)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Environment.GetCommandLineArgs()[0], "pipeline-one", model, film, sharing, minutes.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        foreach (var (name, value) in Threads(sharing))
        {
            start.Environment[name] = value;
        }

        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0
            ? JsonSerializer.Deserialize<PipelineTimes>(output.Trim().Split('\n')[^1])!
            : throw new InvalidOperationException($"The measurement of {model} ({sharing}) ended with {child.ExitCode}.");
    }

    /// <summary>Threads of the model, as environment variables.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Threads(string sharing)
    {
        var threads = (sharing == "divided" ? Math.Max(1, Environment.ProcessorCount - 1) : Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture);
        return [new("OMP_NUM_THREADS", threads), new("MKL_NUM_THREADS", threads)];
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MoTE.Indexing.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no copy of the repository.");
    }
}
