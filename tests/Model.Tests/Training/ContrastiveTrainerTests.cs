using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Training.Contrastive;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Training;

public sealed class ContrastiveTrainerTests
{
    private const int Size = 8;
    private const int Side = 32;

    private static readonly ClipConfiguration Tiny = new(
        new VisionConfiguration { Resolution = Side, PatchSize = 16, Width = 64, Layers = 1, Heads = 1, JointWidth = 32 },
        new TextConfiguration { ContextLength = 8, VocabularySize = 40, Width = 64, Layers = 1, Heads = 1, JointWidth = 32, StartToken = 38, EndToken = 39 });

    private static readonly ContrastiveOptions Options = new() { Steps = 120, WarmUpSteps = 10, PeakRate = 1e-3 };

    [Fact]
    public void Train_ColouredSquares_LearnsThem()
    {
        using var trainer = new ContrastiveTrainer(Tiny, 1, Options);
        var first = trainer.Train(Batch(0));
        ContrastiveProgress last = first;
        while (trainer.Step < Options.Steps)
        {
            last = trainer.Train(Batch(trainer.Step));
        }

        Assert.True(last.Loss < 0.7 * first.Loss, $"loss {first.Loss} became {last.Loss}");
        Assert.True(last.ProbeError < first.ProbeError, $"probe error {first.ProbeError} became {last.ProbeError}");
    }

    [Fact]
    public void RateAt_WithARestart_RisesAndFallsTwice()
    {
        var options = new ContrastiveOptions { Steps = 300, WarmUpSteps = 10, PeakRate = 1e-3, RestartAt = 200, RestartRate = 5e-4, FinalRateShare = 0.02 };

        Assert.Equal(1e-4, options.RateAt(0), 1e-12);
        Assert.Equal(1e-3, options.RateAt(10), 1e-12);
        Assert.InRange(options.RateAt(199), 2e-5, 2.1e-5);
        Assert.Equal(5e-5, options.RateAt(200), 1e-12);
        Assert.Equal(5e-4, options.RateAt(210), 1e-12);
        Assert.InRange(options.RateAt(299), 1e-5, 1.1e-5);
    }

    [Fact]
    public void Resume_HalfWay_EqualsAnUnbrokenRunBitByBit()
    {
        using var folder = new TemporaryFolder();
        using var unbroken = new ContrastiveTrainer(Tiny, 1, Options);
        for (var i = 0; i < 6; i++)
        {
            unbroken.Train(Batch(i));
        }

        using (var half = new ContrastiveTrainer(Tiny, 1, Options))
        {
            for (var i = 0; i < 3; i++)
            {
                half.Train(Batch(i));
            }

            half.Save(folder.Path);
        }

        using var resumed = new ContrastiveTrainer(Tiny, 1, Options);
        resumed.Resume(folder.Path);
        Assert.Equal(3, resumed.Step);
        for (var i = 3; i < 6; i++)
        {
            resumed.Train(Batch(i));
        }

        var pixels = Batch(9).Pixels;
        Assert.Equal(unbroken.EncodeFrames(pixels).SelectMany(row => row), resumed.EncodeFrames(pixels).SelectMany(row => row));
    }

    // Pictures of one colour each, of eight; the caption names the colour, and the measure is its red.
    private static ContrastiveBatch Batch(int seed)
    {
        var random = new Random(seed);
        var colors = Enumerable.Range(0, Size).Select(_ => random.Next(8)).ToArray();
        var pixels = colors
            .SelectMany(color => Enumerable.Range(0, 3).SelectMany(channel => Enumerable.Repeat((byte)(((color >> channel) & 1) * 255), Side * Side)))
            .ToArray();
        var matches = colors.SelectMany(picture => colors.Select(text => text == picture)).ToArray();
        return new ContrastiveBatch(
            pixels, [.. colors.Select(color => new[] { color })], matches, [.. colors.Select(color => (float)(color & 1))], [.. colors.Select(_ => true)]);
    }
}
