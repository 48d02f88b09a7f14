using System.Globalization;
using BenchmarkDotNet.Running;
using MoTE.Indexing.Benchmarks;

// "segments [N...]" measures the index as a whole, at these sizes; everything else is BenchmarkDotNet's.
if (args is ["segments", .. var sizes])
    await SegmentsProgram.RunAsync(sizes.Length == 0 ? [10_000, 100_000, 1_000_000] : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
