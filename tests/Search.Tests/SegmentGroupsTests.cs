using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Search.Tests;

public sealed class SegmentGroupsTests
{
    [Fact]
    public void Of_Moments_MergesWhatFollowsEachOtherInOneVideo()
    {
        var groups = Groups(SearchGrouping.Moment, (1, 4), (1, 5), (2, 6), (1, 3), (1, 1), (2, 7));

        Assert.Equal([(1, 4), (2, 6), (1, 1)], groups.Select(group => group.Best));
        Assert.Equal([[3, 4, 5], [6, 7], [1]], groups.Select(group => group.Numbers));
    }

    [Fact]
    public void Of_Videos_KeepsTheBestSegmentOfEach() =>
        Assert.Equal([(1, 4), (2, 6)], Groups(SearchGrouping.Video, (1, 4), (1, 5), (2, 6), (2, 1)).Select(group => group.Best));

    [Fact]
    public void Of_Segments_KeepsAll() =>
        Assert.Equal([(1, 4), (1, 5), (2, 6)], Groups(SearchGrouping.Segment, (1, 4), (1, 5), (2, 6)).Select(group => group.Best));

    [Theory]
    [InlineData(SearchGrouping.Segment)]
    [InlineData(SearchGrouping.Moment)]
    [InlineData(SearchGrouping.Video)]
    public void Of_Nothing_IsNothing(SearchGrouping grouping) => Assert.Empty(Groups(grouping));

    private static List<((int Video, int Number) Best, int[] Numbers)> Groups(SearchGrouping grouping, params (int Video, int Number)[] segments)
    {
        var found = segments.Select((segment, rank) => new RelevantSegment(
            new SegmentMatch(Examples.Segments(segment.Video, segment.Number + 1)[^1].Segment, new ViewEmbedding([1], [0], []), 0, 1 - (rank / 10f)), 0.5f));
        return [.. SegmentGroups.Of([.. found], grouping).Select(group => (
            ((int)Convert.ToInt64(group.Best.VideoId.Value, 16), group.Best.Number),
            group.All.Select(segment => segment.Number).ToArray()))];
    }
}
