using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MoTE.Indexing.Benchmarks;
using MoTE.Indexing.Benchmarks.Distributed;
using MoTE.Indexing.Benchmarks.Pipeline;
using MoTE.Indexing.Benchmarks.Shots;

// "segments [N...]" measures the index as a whole, at these sizes; "elasticsearch ADDRESS [N...]" that in Elasticsearch; "pipeline [MINUTES]" how the stages of indexing overlap;
// "distributed [MINUTES]" the same over real servers, and indexing against a bare bulk run;
// "shots [SEED]" how well cuts are found; everything else is BenchmarkDotNet's, run in this process as it was built.
switch (args)
{
    case ["segments", .. var sizes]:
        await SegmentsProgram.RunAsync(sizes.Length == 0 ? [10_000, 100_000, 1_000_000] : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
        break;
    case ["elasticsearch", var address, .. var sizes]:
        await ElasticsearchProgram.RunAsync(new Uri(address), sizes.Length == 0 ? [10_000, 50_000] : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
        break;
    case ["pipeline", .. var minutes]:
        await PipelineProgram.RunAsync(minutes.Length == 0 ? 10 : int.Parse(minutes[0], CultureInfo.InvariantCulture));
        break;
    case ["pipeline-one", var model, var film, var sharing, var minutes]:
        await PipelineProgram.RunOneAsync(model, film, sharing, int.Parse(minutes, CultureInfo.InvariantCulture));
        break;
    case ["distributed", .. var minutes]:
        await DistributedProgram.RunAsync(minutes.Length == 0 ? 10 : int.Parse(minutes[0], CultureInfo.InvariantCulture));
        break;
    case ["shots", .. var seed]:
        await ShotsProgram.RunAsync(seed.Length == 0 ? 2026 : int.Parse(seed[0], CultureInfo.InvariantCulture));
        break;
    default:
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(PipelineProgram).Assembly).Run(args, config);
        break;
}
