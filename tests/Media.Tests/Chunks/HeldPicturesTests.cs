using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Media.Tests.Chunks;

public sealed class HeldPicturesTests
{
    [Theory]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    [InlineData(16, 2)]
    [InlineData(17, 4)]
    [InlineData(1000, 128)]
    public void Offer_MoreThanThereIsRoomFor_HoldsEveryNth(int count, int stride)
    {
        var released = new List<RgbImage>();
        var pictures = new HeldPictures(8, released.Add);
        for (var offset = 0; offset < count; offset++)
        {
            pictures.Offer(100 + offset, new RgbImage(1, 1, [1, 2, 3]));
            Assert.InRange(pictures.Held.Count, 1, 8);
        }

        Assert.Equal(Enumerable.Range(0, count).Where(offset => offset % stride == 0).Select(offset => 100 + offset), pictures.Held.Select(held => held.Number));
        Assert.Equal(count, released.Concat(pictures.Held.Select(held => held.Picture)).Distinct().Count());
        Assert.Equal(count, released.Count + pictures.Held.Count);
    }
}
