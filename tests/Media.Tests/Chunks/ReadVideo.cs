using System.Text.Json;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Media.Tests.Chunks;

/// <summary>Everything that reading all chunks of a video gives.</summary>
internal sealed record ReadVideo(ChunkPlan Plan, IReadOnlyList<SegmentView<RgbImage>> Segments, IReadOnlyList<ShotRange> Shots, IReadOnlyList<ChunkEnd> Ends)
{
    public string? Remark => Ends.Select(end => end.Remark).SingleOrDefault(remark => remark is not null);

    /// <summary>Reads the chunks one after the other; between them only JSON is handed on.</summary>
    public static async Task<ReadVideo> ReadAsync(string path, ChunkOptions options, MediaOptions? media = null, Func<ChunkCarry, ChunkCarry>? alter = null)
    {
        var token = TestContext.Current.CancellationToken;
        var plan = await new ChunkPlanner(media).PlanAsync(path, options, token);
        var segments = new List<SegmentView<RgbImage>>();
        var ends = new List<ChunkEnd>();
        var carry = ChunkCarry.Start;
        foreach (var chunk in plan.Chunks)
        {
            var reading = new ChunkReader(media).ReadAsync(plan, chunk.Number, carry, Sampling);
            await foreach (var segment in reading.WithCancellation(token)) segments.Add(segment);
            ends.Add(reading.End);
            carry = JsonSerializer.Deserialize<ChunkCarry>(JsonSerializer.Serialize(reading.End.Next))!;
            Assert.Equal(reading.End.Next, carry);
            carry = alter?.Invoke(carry) ?? carry;
        }

        Assert.True(carry.IsEnd);
        return new ReadVideo(plan, segments, [.. ends.SelectMany(end => end.Shots)], ends);
    }

    /// <summary>The first frame of each of eight equal parts.</summary>
    public static IReadOnlyList<int> Sampling(int frames) => [.. Enumerable.Range(0, 8).Select(x => frames * x / 8)];

    /// <summary>Shots, segments, numbers and pictures of view frames are the same.</summary>
    public static void AssertSame(ReadVideo expected, ReadVideo actual)
    {
        Assert.Equal(expected.Shots, actual.Shots);
        Assert.Equal(expected.Segments.Select(segment => (segment.Range, segment.Shot)), actual.Segments.Select(segment => (segment.Range, segment.Shot)));
        Assert.All(expected.Segments.Zip(actual.Segments), pair =>
        {
            Assert.Equal(pair.First.FrameNumbers, pair.Second.FrameNumbers);
            Assert.All(pair.First.Frames.Zip(pair.Second.Frames), frames => Assert.True(frames.First.Samples.AsSpan().SequenceEqual(frames.Second.Samples)));
        });
    }
}
