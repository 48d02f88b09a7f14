using System.Text.Json;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Sampling;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Sampling;

public sealed class FrameSamplingTests
{
    [Fact]
    public void Sampling_EveryPublishedCase_IsEqual()
    {
        var file = ReferenceFixtures.Require("frame_sampling.json");
        var cases = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file)).EnumerateArray().ToArray();
        Assert.True(cases.Length > 100, $"{file} has only {cases.Length} cases");
        foreach (var one in cases)
        {
            var (frames, segments, clips) = (one.GetProperty("frames").GetInt32(), one.GetProperty("segments").GetInt32(), one.GetProperty("clips").GetInt32());
            var dense = one.GetProperty("dense").GetBoolean();
            var expected = Numbers(one.GetProperty("test_indices"));
            if (expected is null)
            {
                Assert.True(dense && clips == 1);
                _ = Assert.Throws<UserErrorException>(() => FrameSampling.DenseTest(frames, segments, clips));
            }
            else
            {
                Assert.Equal(expected, dense ? FrameSampling.DenseTest(frames, segments, clips) : FrameSampling.Test(frames, segments, clips));
            }

            if (Numbers(one.GetProperty("val_indices")) is { } validation) Assert.Equal(validation, FrameSampling.Validation(frames, segments));
        }
    }

    [Theory]
    [InlineData(300, "0 37 75 112 150 187 225 262")]
    [InlineData(250, "0 31 62 93 125 156 187 218")]
    [InlineData(77, "0 9 19 28 38 48 57 67")]
    [InlineData(5, "0 0 1 1 2 3 3 4")]
    [InlineData(4, "0 0 1 1 2 2 3 3")]
    public void Validation_PublishedVector_IsEqual(int frames, string expected)
    {
        Assert.Equal(expected, string.Join(' ', FrameSampling.Validation(frames, 8)));
        Assert.Equal(expected, string.Join(' ', FrameSampling.Test(frames, 8, 1)));
    }

    [Theory]
    [InlineData(300, 3, 1, "18 55 93 130 168 205 243 280")]
    [InlineData(300, 3, 2, "36 73 111 148 186 223 261 298")]
    [InlineData(77, 3, 2, "8 17 27 36 46 56 65 75")]
    [InlineData(4, 3, 1, "3 0 0 0 1 1 2 2")]
    [InlineData(4, 3, 2, "3 0 0 0 1 1 2 2")]
    [InlineData(5, 4, 3, "4 0 0 0 1 2 2 3")]
    public void Test_PublishedVector_IsEqual(int frames, int clips, int clip, string expected) =>
        Assert.Equal(expected, string.Join(' ', FrameSampling.Test(frames, 8, clips).Skip(8 * clip).Take(8)));

    [Theory]
    [InlineData(300, 4, "0 12 24 36")]
    [InlineData(250, 4, "0 10 20 30")]
    public void Test_Starts_ArePublished(int frames, int clips, string expected) =>
        Assert.Equal(expected, string.Join(' ', FrameSampling.Test(frames, 8, clips).Where((_, i) => i % 8 == 0)));

    [Fact]
    public void DenseTest_PublishedVector_IsEqual()
    {
        var numbers = FrameSampling.DenseTest(300, 8, 3);
        Assert.Equal([0, 86, 172], numbers.Where((_, i) => i % 8 == 0));
        Assert.Equal([0, 16, 32, 48, 64, 80, 96, 112], numbers.Take(8));
    }

    [Theory]
    [InlineData(300, "0-37 37-75 75-112 112-150 150-187 187-224 224-262 262-299")]
    [InlineData(8, "0-1 1-2 2-3 3-4 4-4 4-5 5-6 6-7")]
    public void TrainingIntervals_PublishedVector_IsEqual(int frames, string expected) =>
        Assert.Equal(expected, string.Join(' ', FrameSampling.TrainingIntervals(frames, 8).Select(i => $"{i.First}-{i.Last}")));

    [Fact]
    public void Training_ManyDraws_FillEveryIntervalAndNothingElse()
    {
        var random = new Random(1024);
        var intervals = FrameSampling.TrainingIntervals(60, 8);
        var seen = Enumerable.Range(0, 8).Select(_ => new SortedSet<int>()).ToArray();
        for (var i = 0; i < 500; i++)
        {
            var numbers = FrameSampling.Training(60, 8, random);
            for (var k = 0; k < 8; k++) _ = seen[k].Add(numbers[k]);
        }

        for (var k = 0; k < 8; k++) Assert.Equal(Enumerable.Range(intervals[k].First, intervals[k].Last - intervals[k].First + 1), seen[k]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(131)]
    public void DenseTraining_ManyDraws_NeverTakeTheLastStart(int frames)
    {
        var random = new Random(7);
        var starts = new SortedSet<int>();
        for (var i = 0; i < 200; i++) _ = starts.Add(FrameSampling.DenseTraining(frames, 8, random)[0]);
        Assert.Equal(Enumerable.Range(0, Math.Max(1, frames - 128)), starts);
    }

    private static int[]? Numbers(JsonElement list) =>
        list.ValueKind == JsonValueKind.Null ? null : [.. list.EnumerateArray().Select(number => number.GetInt32())];
}
