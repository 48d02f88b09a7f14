using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Preprocessing;

namespace MoTE.Indexing.Model.Tests.Preprocessing;

public sealed class TrainingTransformTests
{
    [Fact]
    public void Draw_ManyVideos_HavePublishedProportions()
    {
        var random = new Random(5);
        var draws = Enumerable.Range(0, 4000).Select(_ => TrainingTransform.Draw(random, 320, 240, 224)).ToArray();
        Assert.InRange(draws.Count(draw => draw.Mirrored) / 4000.0, 0.47, 0.53);
        Assert.InRange(draws.Count(draw => draw.Gray) / 4000.0, 0.18, 0.22);
        Assert.All(draws, draw => Assert.InRange(draw.Crop.Width * draw.Crop.Height / (341.0 * 256), 0.07, 1.0));
        Assert.All(draws.Where(draw => draw.FallbackCrop is null), draw => Assert.InRange(draw.Crop.Width / (double)draw.Crop.Height, 0.72, 1.37));
        Assert.Equal((341, 256), TrainingTransform.ResizedSize(320, 240, 224));
        Assert.Equal((85, 64), TrainingTransform.ResizedSize(320, 240, 64));
    }

    [Fact]
    public void Draw_FrameThatNoCropFits_FallsBack()
    {
        var random = new Random(6);
        var draws = Enumerable.Range(0, 200).Select(_ => TrainingTransform.Draw(random, 4000, 20, 32)).ToArray();
        Assert.Contains(draws, draw => draw.FallbackCrop is not null);
        foreach (var draw in draws.Take(20)) draw.Apply(FramePreprocessorTests.Noise(4000, 20), new byte[3 * 32 * 32]);
    }

    [Fact]
    public void Apply_SameDraw_IsTheSameForEveryFrame()
    {
        var transform = TrainingTransform.Draw(new Random(1), 90, 60, 32);
        var (first, second) = (new byte[3 * 32 * 32], new byte[3 * 32 * 32]);
        transform.Apply(FramePreprocessorTests.Noise(90, 60), first);
        transform.Apply(FramePreprocessorTests.Noise(90, 60), second);
        Assert.Equal(first, second);
        _ = Assert.Throws<ArgumentException>(() => transform.Apply(FramePreprocessorTests.Noise(60, 90), first));
    }

    [Fact]
    public void Apply_Gray_HasThreeEqualChannels()
    {
        var random = new Random(3);
        var transform = Enumerable.Range(0, 100).Select(_ => TrainingTransform.Draw(random, 64, 64, 64)).First(draw => draw.Gray);
        var planes = new byte[3 * 64 * 64];
        transform.Apply(new RgbImage(64, 64, [.. Enumerable.Repeat(new byte[] { 200, 100, 50 }, 64 * 64).SelectMany(rgb => rgb)]), planes);
        Assert.All(planes, sample => Assert.Equal(((19595 * 200) + (38470 * 100) + (7471 * 50) + 32768) >> 16, sample));
    }

    [Fact]
    public void Apply_Mirrored_SwapsLeftAndRight()
    {
        var random = new Random(4);
        var samples = new byte[3 * 64 * 64];
        for (var i = 0; i < samples.Length; i++) samples[i] = (byte)(i / 3 % 64 * 4);
        var draws = Enumerable.Range(0, 100).Select(_ => TrainingTransform.Draw(random, 64, 64, 64)).ToArray();
        foreach (var mirrored in new[] { false, true })
        {
            var planes = new byte[3 * 64 * 64];
            draws.First(draw => draw.Mirrored == mirrored).Apply(new RgbImage(64, 64, samples), planes);
            Assert.Equal(mirrored, planes[0] > planes[63]);
        }
    }
}
