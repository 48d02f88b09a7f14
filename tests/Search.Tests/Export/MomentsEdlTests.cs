using MoTE.Indexing.Search.Export;

namespace MoTE.Indexing.Search.Tests.Export;

public sealed class MomentsEdlTests
{
    [Fact]
    public void Write_Moments_FollowEachOtherOnTheTimeline()
    {
        using var output = new StringWriter();

        MomentsEdl.Write(output, "a\nladder", [Moment("a.mov", 1.5, 3.28), Moment("b\r\nc.mov", 3600, 3600.01)], EditRate.Default);

        Assert.Equal(
            [
                "TITLE: a ladder",
                "FCM: NON-DROP FRAME",
                "",
                "001  AX       V     C        00:00:01:13 00:00:03:07 01:00:00:00 01:00:01:19",
                "* FROM CLIP NAME: a.mov",
                "* COMMENT: a title, relevance 0.50",
                "",
                "002  AX       V     C        01:00:00:00 01:00:00:01 01:00:01:19 01:00:01:20",
                "* FROM CLIP NAME: b  c.mov",
                "* COMMENT: a title, relevance 0.50",
                "",
            ],
            output.ToString().Split("\r\n"));
    }

    [Fact]
    public void Write_MoreThanAListHolds_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MomentsEdl.Write(TextWriter.Null, "", [.. Enumerable.Repeat(Moment("a.mov", 0, 1), 1000)], EditRate.Default));

    [Theory]
    [InlineData("25", 3661.48, "01:01:01:12")]
    [InlineData("24", 1, "00:00:01:00")]
    [InlineData("29.97", 3600, "00:59:56:12")]
    [InlineData("23.976", 1001, "00:16:40:00")]
    [InlineData("59.94", 10.01, "00:00:10:00")]
    public void Timecode_OfATime_CountsTheFramesThatPlayUntilThen(string name, double seconds, string timecode)
    {
        var rate = EditRate.Find(name)!;

        Assert.Equal(timecode, rate.Timecode(rate.FrameAt(TimeSpan.FromSeconds(seconds))));
    }

    private static ListedMoment Moment(string file, double from, double to) => new(
        new string('0', 64), "a title", $"/videos/{file}", TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to), 0.5f, 0.3f, "");
}
