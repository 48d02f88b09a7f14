using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Media.Tests.Chunks;

public sealed class ClosedPieceTests
{
    [Theory]
    [InlineData("10 14 18", 14, 14)]
    [InlineData("10 14 18", 17, 14)]
    [InlineData("8 12 16", 11, 12)]
    [InlineData("8 16", 11, 16)]
    [InlineData("4 24", 11, 4)]
    [InlineData("24", 11, 24)]
    public void Nearest_SegmentFrom10To19_PrefersItsOwnFramesAndThoseBefore(string held, int wanted, int expected)
    {
        var picture = new RgbImage(1, 1, [1, 2, 3]);
        var piece = new ClosedPiece(0, [TimeSpan.Zero], TimeSpan.FromSeconds(1), [.. held.Split(' ').Select(number => (int.Parse(number), picture))]);
        Assert.Equal(expected, piece.Nearest(wanted, new SegmentRange(1, 10, 10, TimeSpan.Zero, TimeSpan.FromSeconds(1)))!.Value.Number);
    }
}
