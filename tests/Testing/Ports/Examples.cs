using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Testing.Ports;

/// <summary>Videos and segments for the port suites: small, seeded, valid.</summary>
public static class Examples
{
    public const string Model = "1111111111111111111111111111111111111111111111111111111111111111";
    public const string OtherModel = "2222222222222222222222222222222222222222222222222222222222222222";
    public const int Width = 8;
    public const int Classes = 12;

    public static VideoId Id(int number) => VideoId.Parse(number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture));

    public static Video Video(int number, string model = Model) => new()
    {
        Id = Id(number),
        ModelFingerprint = model,
        ModelName = model == Model ? "demo" : "other",
        Sources = [$"/videos/{number}.mp4"],
        Title = $"video {number}",
        Duration = TimeSpan.FromMilliseconds(12_345),
        SizeBytes = 1000 + number,
        ReceivedAt = new DateTimeOffset(2026, 1, 2, 3, 4, number % 60, TimeSpan.Zero),
    };

    public static EmbeddedSegment[] Segments(int video, int count, int width = Width)
    {
        var random = new Random(video);
        return [.. Enumerable.Range(0, count).Select(i => new EmbeddedSegment(
            new Segment(Id(video), i, TimeSpan.FromSeconds(10 * i), TimeSpan.FromSeconds(10 * (i + 1)), 250 * i, (250 * i) + 249),
            new ViewEmbedding(Numbers(random, width), Numbers(random, width), [.. Enumerable.Range(0, Classes).OrderBy(_ => random.Next()).Take(5)]),
            new ArchiveFit([.. Numbers(random, 5).OrderDescending()], [.. Numbers(random, 5).Select(MathF.Abs)])))];
    }

    public static SegmentQuery Query(int seed, int count = 1000, string model = Model)
    {
        var random = new Random(seed);
        var vector = Numbers(random, Width);
        var norm = MathF.Sqrt(vector.Sum(x => x * x));
        return new SegmentQuery(model, [.. vector.Select(x => x / norm)], [.. Numbers(random, Classes).Select(MathF.Abs)], count);
    }

    /// <summary>13.2 and 13.3, written out plainly in double precision.</summary>
    public static (double Gain, double Score) Expected(EmbeddedSegment segment, SegmentQuery query)
    {
        var (_, view, fit) = segment;
        var norm = Math.Sqrt(Dot(view.Spatial, view.Spatial));
        var h = view.NearestClasses.Max(b => (double)query.ClassSimilarities[b]);
        var candidates = fit.Logits.Zip(fit.Similarities, (logit, similarity) => (Logit: (double)logit, Similarity: (double)similarity))
            .Append((Logit: Dot(view.Spatial, query.Vector) / norm, Similarity: h));
        var gain = Math.Exp(20 * (candidates.OrderByDescending(c => c.Logit).Take(5).Average(c => c.Similarity) - 1));
        var v = view.Spatial.Zip(view.Temporal, (s, t) => s + (gain * t)).ToArray();
        return (gain, v.Zip(query.Vector, (a, b) => a * b).Sum() / Math.Sqrt(v.Sum(x => x * x)));
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
