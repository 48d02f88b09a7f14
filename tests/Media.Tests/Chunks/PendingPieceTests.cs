using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Media.Tests.Chunks;

public sealed class PendingPieceTests
{
    private static readonly RgbImage Picture = new(1, 1, [1, 2, 3]);

    [Fact]
    public void Add_MoreThanTwelveSegments_ATakeOfSixCanBeClosed()
    {
        var piece = Of(Enumerable.Range(0, 121).Select(Tenths));
        Assert.False(piece.HasTake);
        piece.Add(Place(121, Tenths(121)), Picture);
        Assert.True(piece.HasTake);
        var take = piece.CloseTake();
        Assert.Equal((0, 60, Tenths(60)), (take.FirstFrame, take.Times.Count, take.End));
        Assert.Equal((60, Tenths(60)), (piece.First.Number, piece.First.Time));
        Assert.False(piece.HasTake);
        var rest = piece.Close(Tenths(122));
        Assert.Equal((60, 62, Tenths(122)), (rest.FirstFrame, rest.Times.Count, rest.End));
        Assert.Equal(Enumerable.Range(60, 62), rest.Pictures.Select(held => held.Number));
    }

    [Fact]
    public void CloseTake_FrameThatDoesNotFitASegment_EndsBeforeIt()
    {
        // A frame every 0.3 s: three of them fit into a second.
        var piece = Of(Enumerable.Range(0, 60).Select(number => number * Tenths(3)));
        var take = piece.CloseTake();
        Assert.Equal((18, 18 * Tenths(3)), (take.Times.Count, take.End));
    }

    [Fact]
    public void CloseTake_FramesThatStandLongerThanASegment_CountAsOne()
    {
        var piece = Of(Enumerable.Range(0, 20).Select(number => number * Tenths(50)));
        Assert.True(piece.HasTake);
        var take = piece.CloseTake();
        Assert.Equal((6, 6 * Tenths(50)), (take.Times.Count, take.End));
        Assert.Equal([0, 1, 2, 3, 4, 5], take.Pictures.Select(held => held.Number));
    }

    [Fact]
    public void Add_APieceThatBeginsWithTheSecondTake_HoldsTheSamePictures()
    {
        TimeSpan[] times = [.. Enumerable.Range(0, 1100).Select(number => number * TimeSpan.FromMilliseconds(11))];
        var whole = Of(times);
        _ = whole.CloseTake();
        var first = whole.First.Number;
        var resumed = Of(times[first..], first);
        Assert.Equal(whole.Close(Tenths(200)).Pictures.Select(held => held.Number), resumed.Close(Tenths(200)).Pictures.Select(held => held.Number));
    }

    private static TimeSpan Tenths(int tenths) => TimeSpan.FromMilliseconds(100 * tenths);

    private static FramePlace Place(int number, TimeSpan time) => new(number, time, new RecentFrame(0, TimeSpan.Zero, []));

    // Segments of one second, 100 pictures a part.
    private static PendingPiece Of(IEnumerable<TimeSpan> times, int first = 0)
    {
        PendingPiece? piece = null;
        foreach (var (offset, time) in times.Index())
        {
            if (piece is null) piece = new PendingPiece(Place(first, time), Picture, TimeSpan.FromSeconds(1), 100, _ => { });
            else piece.Add(Place(first + offset, time), Picture);
        }

        return piece!;
    }
}
