using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;

namespace MoTE.Indexing.Benchmarks;

/// <summary>Segments and queries of random numbers, as wide as those of the published models. What they say means nothing; what they cost is the same.</summary>
internal static class RandomSegments
{
    public const string Model = "random";
    public const int Width = 512;
    public const int SegmentsPerChunk = 12;
    private const int Classes = 400;
    private const int Nearest = 5;
    private const int ChunksPerVideo = 30;

    /// <summary>The video of a chunk: an hour of ten-second segments.</summary>
    public static Video Video(int chunk) => new()
    {
        Id = VideoId.Parse((chunk / ChunksPerVideo).ToString("x64", System.Globalization.CultureInfo.InvariantCulture)),
        ModelFingerprint = Model,
        ModelName = Model,
        Sources = ["/random.mp4"],
        Title = "random",
        ReceivedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>The segments of a chunk.</summary>
    public static EmbeddedSegment[] Chunk(int chunk)
    {
        var random = new Random(chunk);
        var id = Video(chunk).Id;
        return [.. Enumerable.Range(chunk % ChunksPerVideo * SegmentsPerChunk, SegmentsPerChunk).Select(number => new EmbeddedSegment(
            new Segment(id, number, TimeSpan.FromSeconds(10 * number), TimeSpan.FromSeconds(10 * (number + 1)), 250 * number, (250 * number) + 249),
            new ViewEmbedding(Numbers(random, Width), Numbers(random, Width), [.. Enumerable.Range(0, Nearest).Select(_ => random.Next(Classes))]),
            new ArchiveFit(BestLogits(random), Numbers(random, Nearest))))];
    }

    public static SegmentQuery Query(int seed, int count = 1000)
    {
        var random = new Random(seed);
        var vector = Numbers(random, Width);
        var norm = MathF.Sqrt(vector.Sum(x => x * x));
        return new SegmentQuery(Model, [.. vector.Select(x => x / norm)], Numbers(random, Classes), count);
    }

    /// <summary>13.2 and 13.3 in double precision.</summary>
    public static double Score(EmbeddedSegment segment, SegmentQuery query)
    {
        var (_, view, fit) = segment;
        var (spatial, temporal) = (Dot(view.Spatial, query.Vector), Dot(view.Temporal, query.Vector));
        var (ss, st, tt) = (Dot(view.Spatial, view.Spatial), Dot(view.Spatial, view.Temporal), Dot(view.Temporal, view.Temporal));
        var similarities = fit.Similarities.Select(similarity => (double)similarity).ToArray();
        if (spatial / Math.Sqrt(ss) > fit.Logits[^1])
            similarities[^1] = view.NearestClasses.Max(row => query.ClassSimilarities[row]);
        var gain = Math.Exp(20 * (similarities.Average() - 1));
        return (spatial + (gain * temporal)) / Math.Sqrt(ss + (2 * gain * st) + (gain * gain * tt));
    }

    /// <summary>A snapshot of random segments that was never in a file.</summary>
    public static SegmentSnapshot Snapshot(int segments)
    {
        var memory = new SegmentMemory(Model, new SegmentWidths(Width, Nearest, Nearest));
        memory.Expect(segments);
        for (var chunk = 0; chunk * SegmentsPerChunk < segments; chunk++)
        {
            var random = Chunk(chunk);
            memory.Append(
                chunk + 1,
                random[0].Segment.VideoId,
                random.Length,
                new ChunkValues(
                    random.Select(segment => SegmentPlace.Of(segment.Segment)).ToArray(),
                    random.Select(segment => SegmentSquares.Of(segment.View)).ToArray(),
                    random.SelectMany(segment => segment.View.NearestClasses).ToArray(),
                    random.SelectMany(segment => segment.Fit.Logits).ToArray(),
                    random.SelectMany(segment => segment.Fit.Similarities).ToArray(),
                    random.SelectMany(segment => segment.View.Spatial.Concat(segment.View.Temporal)).ToArray()));
        }

        return memory.Snapshot(default);
    }

    private static double Dot(float[] a, float[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }

    // What the best of an archive vocabulary would have if its classes pointed anywhere.
    private static float[] BestLogits(Random random) =>
        [.. Enumerable.Range(0, Classes).Select(_ => Normal(random) / MathF.Sqrt(Width)).OrderDescending().Take(Nearest)];

    private static float Normal(Random random) => MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(MathF.Tau * random.NextSingle());

    private static float[] Numbers(Random random, int count)
    {
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan())
        {
            number = (random.NextSingle() * 2) - 1;
        }

        return numbers;
    }
}
