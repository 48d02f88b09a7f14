using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Media.Tests.Chunks;

public sealed class ReadingRemarkTests
{
    [Theory]
    [InlineData(300, 12.0, true, false, null)]
    [InlineData(297, 12.0, false, false, null)]
    [InlineData(297, 12.0, true, false, "3 of 300 frames do not decode.")]
    [InlineData(299, 12.0, true, false, "1 of 300 frames does not decode.")]
    [InlineData(160, 6.4, true, false, "Only the first 6.4 s of 12 s decode.")]
    [InlineData(300, 12.0, false, true, "A place in it is not found again by seeking, so the rest was read in one piece.")]
    [InlineData(160, 6.4, true, true, "Only the first 6.4 s of 12 s decode, and a place in it is not found again by seeking, so the rest was read in one piece.")]
    public void Of_Reading_SaysWhatIsWrong(int frames, double end, bool complained, bool fellBack, string? expected) =>
        Assert.Equal(expected, ReadingRemark.Of(Plan(12), frames, TimeSpan.FromSeconds(end), complained, fellBack));

    [Theory]
    [InlineData(null, null)]
    [InlineData("File ended prematurely", "Only the first 12 s of 2:05 decode.")]
    public void Of_HeaderClaimsMoreThanThePacketsAreThere_BelievesItWhenFfprobeComplains(string? complaint, string? expected) =>
        Assert.Equal(expected, ReadingRemark.Of(Plan(125, complaint), 300, TimeSpan.FromSeconds(12), complained: false, fellBack: false));

    [Fact]
    public void Of_Hours_AreWrittenAsAClock() =>
        Assert.Equal("Only the first 12 s of 1:02:05 decode.", ReadingRemark.Of(Plan(3725, "cut"), 300, TimeSpan.FromSeconds(12), complained: false, fellBack: false));

    private static ChunkPlan Plan(double claimedSeconds, string? complaint = null)
    {
        var info = new VideoStreamInfo { StreamIndex = 0, Container = "mov", Codec = "h264", StoredWidth = 96, StoredHeight = 64, FrameRate = 25, Duration = TimeSpan.FromSeconds(claimedSeconds) };
        var timeline = new VideoTimeline([.. Enumerable.Range(0, 300).Select(number => TimeSpan.FromMilliseconds(40 * number))], TimeSpan.FromSeconds(12)) { Complaint = complaint };
        return new ChunkPlan("clip.mp4", info, timeline, [], new ChunkOptions());
    }
}
