using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;
using SkiaSharp;

namespace MoTE.Indexing.Model.Tests.Preprocessing;

public sealed class FramePreprocessorTests
{
    public static TheoryData<string> Pictures()
    {
        var data = new TheoryData<string>();
        foreach (var path in Directory.GetFiles(Path.Combine(ReferenceFixtures.Folder, "preprocess"), "*.png")) data.Add(Path.GetFileNameWithoutExtension(path));
        return data;
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Apply_ReferencePicture_EqualsPillow(string name)
    {
        var folder = Path.Combine(ReferenceFixtures.Folder, "preprocess");
        var picture = ReadPng(Path.Combine(folder, name + ".png"));
        using var reference = SafetensorsFile.Open(Path.Combine(folder, name + ".safetensors"));
        AssertEqual(reference.ReadFloats("centre"), new FramePreprocessor(224).Apply(picture), name);
        AssertEqual(reference.ReadFloats("three_crops"), new FramePreprocessor(224, CropMode.Three).Apply(picture), name);
    }

    [Theory]
    [InlineData(340, 256, 297, 224)]
    [InlineData(455, 256, 398, 224)]
    [InlineData(1920, 1080, 398, 224)]
    [InlineData(320, 240, 298, 224)]
    [InlineData(240, 320, 224, 298)]
    public void ResizedSize_Example_Truncates(int width, int height, int expectedWidth, int expectedHeight) =>
        Assert.Equal((expectedWidth, expectedHeight), FramePreprocessor.ResizedSize(width, height, 224));

    [Theory]
    [InlineData(297, 36, "0 72 36")]
    [InlineData(398, 87, "0 172 86")]
    [InlineData(298, 37, "0 72 36")]
    public void Crops_Example_HavePublishedOffsets(int width, int centre, string three)
    {
        Assert.Equal(new Crop(centre, 0, false), Assert.Single(Crop.Of(width, 224, 224, CropMode.Centre)));
        Assert.Equal(three, string.Join(' ', Crop.Of(width, 224, 224, CropMode.Three).Select(crop => crop.X)));
    }

    [Fact]
    public void Crops_Ten_FollowEachWithItsMirrorImage()
    {
        Crop[] expected =
        [
            new(0, 0, false), new(0, 0, true), new(172, 0, false), new(172, 0, true), new(0, 0, false), new(0, 0, true),
            new(172, 0, false), new(172, 0, true), new(86, 0, false), new(86, 0, true),
        ];
        Assert.Equal(expected, Crop.Of(398, 224, 224, CropMode.Ten));
        Assert.Equal(expected.Where(crop => !crop.Mirrored), Crop.Of(398, 224, 224, CropMode.Five));
    }

    [Fact]
    public void Apply_TenCrops_MirrorsTheSecondOfEachPair()
    {
        var planes = new FramePreprocessor(4, CropMode.Ten).Apply(Noise(9, 5));
        for (var row = 0; row < planes.Length / 4 / 2; row++)
        {
            var (pair, within) = (row / 12, row % 12);
            var plain = planes.AsSpan((((pair * 24) + within) * 4), 4).ToArray();
            Assert.Equal(plain.Reverse(), planes.AsSpan((((pair * 24) + 12 + within) * 4), 4).ToArray());
        }
    }

    [Fact]
    public void Resize_SameSize_ReturnsTheSameSamples()
    {
        var picture = Noise(31, 17);
        Assert.Equal(picture.Samples, PillowResize.Resize(picture, 31, 17, ResampleFilter.Bicubic).Samples);
    }

    [Theory]
    [InlineData(90, 50, 33, 40)]
    [InlineData(20, 30, 64, 91)]
    [InlineData(64, 64, 64, 21)]
    [InlineData(64, 64, 21, 64)]
    public void Resize_Part_EqualsThatPartOfTheWhole(int width, int height, int toWidth, int toHeight)
    {
        var picture = Noise(width, height);
        var whole = PillowResize.Resize(picture, toWidth, toHeight, ResampleFilter.Bicubic);
        var wanted = new PixelRect(3, 5, 17, 14);
        var part = PillowResize.Resize(picture, new PixelRect(0, 0, width, height), toWidth, toHeight, wanted, ResampleFilter.Bicubic);
        for (var y = 0; y < wanted.Height; y++)
        {
            var row = whole.Samples.AsSpan(3 * (((y + wanted.Y) * toWidth) + wanted.X), 3 * wanted.Width);
            Assert.Equal(row.ToArray(), part.Samples.AsSpan(3 * y * wanted.Width, 3 * wanted.Width).ToArray());
        }
    }

    [Fact]
    public void Resize_Region_IgnoresWhatIsOutside()
    {
        var picture = Noise(40, 40);
        var region = new PixelRect(8, 4, 20, 30);
        var cut = new byte[3 * 20 * 30];
        for (var y = 0; y < 30; y++) picture.Samples.AsSpan(3 * (((y + 4) * 40) + 8), 60).CopyTo(cut.AsSpan(60 * y));
        var expected = PillowResize.Resize(new RgbImage(20, 30, cut), 16, 16, ResampleFilter.Bilinear);
        var actual = PillowResize.Resize(picture, region, 16, 16, new PixelRect(0, 0, 16, 16), ResampleFilter.Bilinear);
        Assert.Equal(expected.Samples, actual.Samples);
    }

    [Fact]
    public void Apply_AbsurdAspectRatio_StaysBounded()
    {
        var planes = new FramePreprocessor(224).Apply(new RgbImage(16384, 1, Enumerable.Repeat((byte)77, 3 * 16384).ToArray()));
        Assert.All(planes, sample => Assert.Equal(77, sample));
    }

    [Fact]
    public void Normalization_Clip_MapsEndsOfTheRange()
    {
        var values = new float[6];
        PixelNormalization.Clip.Apply([0, 0, 0, 255, 255, 255], 1, values);
        float[] expected = [-1.7922626f, -1.7520971f, -1.4802198f, 1.9303361f, 2.0748837f, 2.1458969f];
        for (var i = 0; i < 6; i++) Assert.Equal(expected[i], values[i], 1e-5f);
    }

    internal static RgbImage Noise(int width, int height)
    {
        var samples = new byte[3 * width * height];
        new Random(width + (1000 * height)).NextBytes(samples);
        return new RgbImage(width, height, samples);
    }

    // The reference is (sample / 255 - mean) / std in half precision: undo that and compare whole levels.
    private static void AssertEqual(float[] expected, byte[] actual, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        float[] mean = [0.48145466f, 0.4578275f, 0.40821073f], std = [0.26862954f, 0.26130258f, 0.27577711f];
        var different = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            var channel = i / (224 * 224) % 3;
            var level = ((expected[i] * std[channel]) + mean[channel]) * 255;
            if (Math.Abs(level - actual[i]) > 0.5f) different++;
        }

        Assert.True(different == 0, $"{different} of {actual.Length} samples of {name} differ from Pillow's.");
    }

    private static RgbImage ReadPng(string path)
    {
        using var codec = SKCodec.Create(path);
        using var bitmap = SKBitmap.Decode(codec, new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var rgba = bitmap.GetPixelSpan();
        var samples = new byte[3 * bitmap.Width * bitmap.Height];
        for (var i = 0; i < samples.Length / 3; i++) rgba.Slice(4 * i, 3).CopyTo(samples.AsSpan(3 * i));
        return new RgbImage(bitmap.Width, bitmap.Height, samples);
    }
}
