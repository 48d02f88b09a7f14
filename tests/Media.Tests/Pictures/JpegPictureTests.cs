using MoTE.Indexing.Domain;
using MoTE.Indexing.Media.Pictures;
using SkiaSharp;

namespace MoTE.Indexing.Media.Tests.Pictures;

public sealed class JpegPictureTests
{
    [Fact]
    public void Write_SeveralPictures_AreSideBySideAtTheirSize()
    {
        var jpeg = JpegPicture.Write([Plain(255, 0, 0), Plain(0, 255, 0), Plain(0, 0, 255)], new PictureSize(40, 30), 90);

        using var bitmap = SKBitmap.Decode(jpeg.ToArray());
        Assert.Equal((120, 30), (bitmap.Width, bitmap.Height));
        AssertNear(255, 0, 0, bitmap.GetPixel(20, 15));
        AssertNear(0, 255, 0, bitmap.GetPixel(60, 15));
        AssertNear(0, 0, 255, bitmap.GetPixel(100, 15));
    }

    [Fact]
    public void Write_NoPicture_IsRefused() => Assert.Throws<ArgumentException>(() => JpegPicture.Write([], new PictureSize(1, 1), 80));

    [Theory]
    [InlineData(1920, 1080, 0, 1.0, 398, 224)]
    [InlineData(1920, 1080, 90, 1.0, 224, 398)]
    [InlineData(720, 576, 0, 16.0 / 15, 299, 224)]
    [InlineData(64, 64, 0, 1.0, 224, 224)]
    [InlineData(4000, 16, 0, 1.0, 896, 224)]
    public void Of_Video_IsAsItIsShownAndNeverLong(int width, int height, int rotation, double pixel, int expectedWidth, int expectedHeight)
    {
        var info = new VideoStreamInfo
        {
            StreamIndex = 0,
            Container = "mp4",
            Codec = "h264",
            StoredWidth = width,
            StoredHeight = height,
            RotationDegrees = rotation,
            PixelAspectRatio = pixel,
        };

        Assert.Equal(new PictureSize(expectedWidth, expectedHeight), PictureSize.Of(info, 224));
    }

    private static RgbImage Plain(byte red, byte green, byte blue) => new(16, 12, [.. Enumerable.Range(0, 16 * 12).SelectMany(_ => new[] { red, green, blue })]);

    private static void AssertNear(int red, int green, int blue, SKColor actual)
    {
        Assert.InRange(actual.Red, red - 12, red + 12);
        Assert.InRange(actual.Green, green - 12, green + 12);
        Assert.InRange(actual.Blue, blue - 12, blue + 12);
    }
}
