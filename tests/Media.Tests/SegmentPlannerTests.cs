namespace MoTE.Indexing.Media.Tests;

public sealed class SegmentPlannerTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(1, 25, 1)]
    [InlineData(250, 25, 1)]
    [InlineData(251, 25, 2)]
    [InlineData(500, 25, 2)]
    [InlineData(1253, 24, 6)]
    [InlineData(289, 29.97, 1)]
    [InlineData(300, 29.97, 2)]
    [InlineData(480, 23.976, 3)]
    [InlineData(100_000, 60, 167)]
    public void Plan_ConstantRate_DividesEvenly(int frames, double fps, int segments)
    {
        var plan = SegmentPlanner.Plan(Steady(frames, fps), Longest);
        Assert.Equal(segments, plan.Count);
        AssertCovers(plan, frames);
        Assert.InRange(plan.Max(range => range.FrameCount) - plan.Min(range => range.FrameCount), 0, 1);
    }

    [Fact]
    public void Plan_VariableRate_KeepsTheBound()
    {
        var random = new Random(3);
        var times = new List<TimeSpan> { TimeSpan.FromSeconds(1.5) };
        for (var i = 0; i < 2000; i++) times.Add(times[^1] + TimeSpan.FromMilliseconds(random.Next(1, i % 100 == 0 ? 4000 : 60)));
        var plan = SegmentPlanner.Plan(new VideoTimeline(times, times[^1] + TimeSpan.FromSeconds(1)), Longest);
        AssertCovers(plan, times.Count);
    }

    [Fact]
    public void Plan_GapLongerThanASegment_MakesNoEmptySegment()
    {
        TimeSpan[] times = [TimeSpan.Zero, TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(100.04)];
        var plan = SegmentPlanner.Plan(new VideoTimeline(times, TimeSpan.FromSeconds(100.08)), Longest);
        AssertCovers(plan, 3);
        Assert.Equal(2, plan.Count);
        Assert.Equal(TimeSpan.FromSeconds(10), plan[0].End);
    }

    [Fact]
    public void Plan_AbsurdTimes_StaysBounded()
    {
        TimeSpan[] times = [TimeSpan.Zero, TimeSpan.FromDays(3000), TimeSpan.FromDays(3000)];
        AssertCovers(SegmentPlanner.Plan(new VideoTimeline(times, TimeSpan.FromDays(3001)), TimeSpan.FromTicks(1)), 3, TimeSpan.FromTicks(1));
    }

    private static VideoTimeline Steady(int frames, double fps) =>
        new([.. Enumerable.Range(0, frames).Select(number => TimeSpan.FromSeconds(number / fps))], TimeSpan.FromSeconds(frames / fps));

    private static void AssertCovers(IReadOnlyList<SegmentRange> plan, int frames, TimeSpan? longest = null)
    {
        Assert.Equal(Enumerable.Range(0, plan.Count), plan.Select(range => range.Number));
        Assert.Equal(0, plan[0].FirstFrame);
        for (var i = 1; i < plan.Count; i++) Assert.Equal(plan[i - 1].EndFrame, plan[i].FirstFrame);
        Assert.Equal(frames, plan[^1].EndFrame);
        Assert.All(plan, range => Assert.InRange(range.End - range.Start, TimeSpan.Zero, longest ?? Longest));
    }
}
