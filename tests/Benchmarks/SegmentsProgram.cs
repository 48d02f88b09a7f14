using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;

namespace MoTE.Indexing.Benchmarks;

/// <summary>Measures the embedded index from end to end at several sizes, beside what the machine can do at most, and prints a table.</summary>
internal static class SegmentsProgram
{
    private const int Parallel = 10;
    private const int CheckedQueries = 3;
    private const int CheckedBest = 100;

    // Far more often than any machine embeds them.
    private static readonly TimeSpan PauseBetweenChunks = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(IReadOnlyList<int> sizes)
    {
        var rows = new List<(string Name, List<string> Values)>();
        foreach (var size in sizes)
        {
            Console.Error.WriteLine($"{size:N0} segments");
            var folder = Directory.CreateTempSubdirectory("segments-");
            try
            {
                var measured = await MeasureAsync(folder.FullName, size);
                rows = rows.Count == 0 ? [.. measured.Select(pair => (pair.Name, new List<string> { pair.Value }))] : [.. rows.Zip(measured, (row, pair) => (row.Name, (List<string>)[.. row.Values, pair.Value]))];
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        Console.WriteLine($"| | {string.Join(" | ", sizes.Select(size => size.ToString("N0", CultureInfo.InvariantCulture)))} |");
        Console.WriteLine($"|---|{string.Concat(sizes.Select(_ => "---|"))}");
        foreach (var (name, values) in rows)
        {
            Console.WriteLine($"| {name} | {string.Join(" | ", values)} |");
        }
    }

    private static async Task<List<(string Name, string Value)>> MeasureAsync(string folder, int size)
    {
        var rows = new List<(string, string)>();
        void Row(string name, FormattableString value)
        {
            rows.Add((name, value.ToString(CultureInfo.InvariantCulture)));
            Console.Error.WriteLine($"  {name}: {rows[^1].Item2}");
        }

        var chunks = (size + RandomSegments.SegmentsPerChunk - 1) / RandomSegments.SegmentsPerChunk;
        using var store = SqliteStore.OpenOrCreate(folder);
        var storing = new Latencies();
        await FillAsync(new SqliteSegmentIndex(store), 0, chunks, storing);
        Row("store a chunk of 12, ms (p50 / p95)", $"{storing}");

        var file = new FileInfo(Path.Combine(folder, SqliteStore.FileName));
        Row("file, MiB", $"{file.Length >> 20}");
        var reading = new Latencies();
        await reading.MeasureAsync(() => Task.FromResult(ReadPlainly(file.FullName)));
        Row("plain read of the file, ms (processor time)", $"{reading.Median:0} ({reading.ProcessorMilliseconds:0})");

        var index = new SqliteSegmentIndex(store);
        var loading = new Latencies();
        await loading.MeasureAsync(() => index.FindAsync(RandomSegments.Query(0, count: 1), CancellationToken.None));
        Row("load, first query included, ms (processor time)", $"{loading.Median:0} ({loading.ProcessorMilliseconds:0})");
        var segments = await index.CountAsync(RandomSegments.Model, VideoFilter.None, CancellationToken.None);
        Row("memory of the program, bytes a segment (8·D is 4096)", $"{GC.GetTotalMemory(forceFullCollection: true) / segments}");

        var snapshot = await index.SnapshotAsync(RandomSegments.Model, CancellationToken.None);
        var repeat = Math.Clamp(3_000_000 / size, 20, 200);
        var summing = new Latencies();
        for (var i = 0; i < repeat; i++)
        {
            await summing.MeasureAsync(() => Task.FromResult(Sum(snapshot)));
        }

        var bytes = segments * 2L * RandomSegments.Width * sizeof(float);
        Row("plain sum of the vectors on every core, ms (p50 / p95; processor time)", $"{summing}; {summing.ProcessorMilliseconds:0.0}");
        Row("the same, GB/s", $"{bytes / summing.Median / 1e6:0.0}");

        var alone = new Latencies();
        for (var i = 0; i < repeat; i++)
        {
            await FindAsync(index, i, alone);
        }

        Row("one query, ms (p50 / p95; processor time)", $"{alone}; {alone.ProcessorMilliseconds:0.0}");
        Row("one query ÷ plain sum, by p50 (by processor time)", $"{alone.Median / summing.Median:0.00} ({alone.ProcessorMilliseconds / summing.ProcessorMilliseconds:0.00})");

        var together = new Latencies();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Parallel).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < repeat / 4; i++)
            {
                await FindAsync(index, (1000 * worker) + i, together);
            }
        })));
        Row("ten at once, ms each (p50 / p95; processor time)", $"{together}; {together.ProcessorMilliseconds:0.0}");
        Row("ten at once, queries a second (one after the other)", $"{together.Count / Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} ({1000 / alone.Median:0.0})");

        var (searchingMeanwhile, storingMeanwhile) = (new Latencies(), new Latencies());
        var searching = Task.Run(async () =>
        {
            for (var i = 0; i < repeat; i++)
            {
                await FindAsync(index, i, searchingMeanwhile);
            }
        });
        for (; !searching.IsCompleted; chunks++)
        {
            await FillAsync(index, chunks, chunks + 1, storingMeanwhile);
            await Task.Delay(PauseBetweenChunks);
        }

        await searching;
        Row("one query while chunks are stored, ms (p50 / p95)", $"{searchingMeanwhile}");
        Row("store a chunk of 12 while searching, ms (p50 / p95)", $"{storingMeanwhile}");
        Row($"recall of the best {CheckedBest} against double precision", $"{await RecallAsync(index, chunks):0.0000}");
        return rows;
    }

    private static async Task FillAsync(SqliteSegmentIndex index, int from, int to, Latencies storing)
    {
        for (var chunk = from; chunk < to; chunk++)
        {
            var segments = RandomSegments.Chunk(chunk);
            await storing.MeasureAsync(async () =>
            {
                await index.StoreAsync(RandomSegments.Video(chunk), chunk, segments, CancellationToken.None);
                return segments.Length;
            });
        }
    }

    private static Task<IReadOnlyList<SegmentMatch>> FindAsync(SqliteSegmentIndex index, int seed, Latencies latencies)
    {
        var query = RandomSegments.Query(seed);
        return latencies.MeasureAsync(() => index.FindAsync(query, CancellationToken.None));
    }

    private static long ReadPlainly(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = new byte[1 << 20];
        var at = 0L;
        while (RandomAccess.Read(file, buffer, at) is > 0 and var read)
        {
            at += read;
        }

        return at;
    }

    /// <summary>The least that any exact comparison has to do: to read every vector once.</summary>
    private static int Sum(SegmentSnapshot snapshot)
    {
        System.Threading.Tasks.Parallel.ForEach(Partitioner.Create(0, snapshot.Runs.Length, 32), range =>
        {
            foreach (var run in snapshot.Runs.AsSpan(range.Item1..range.Item2))
            {
                for (var row = run.First; row < run.First + run.Count; row++)
                {
                    GC.KeepAlive(TensorPrimitives.Sum(run.Block.Vectors(row)));
                }
            }
        });
        return snapshot.Runs.Length;
    }

    /// <summary>Share of the truly best segments, by the specification in double precision, that queries find.</summary>
    private static async Task<double> RecallAsync(SqliteSegmentIndex index, int chunks)
    {
        var queries = Enumerable.Range(0, CheckedQueries).Select(seed => RandomSegments.Query(seed, CheckedBest)).ToList();
        var best = queries.Select(_ => new PriorityQueue<Segment, double>()).ToList();
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            foreach (var segment in RandomSegments.Chunk(chunk))
            {
                for (var i = 0; i < queries.Count; i++)
                {
                    best[i].Enqueue(segment.Segment, RandomSegments.Score(segment, queries[i]));
                    if (best[i].Count > CheckedBest)
                        best[i].Dequeue();
                }
            }
        }

        var found = 0;
        for (var i = 0; i < queries.Count; i++)
        {
            var expected = best[i].UnorderedItems.Select(item => item.Element).ToHashSet();
            found += (await index.FindAsync(queries[i], CancellationToken.None)).Count(match => expected.Contains(match.Segment));
        }

        return (double)found / (CheckedQueries * CheckedBest);
    }
}
