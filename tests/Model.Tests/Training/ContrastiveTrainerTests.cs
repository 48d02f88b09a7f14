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

    private static readonly ContrastiveOptions Options = new() { Steps = 60, WarmUpSteps = 5, PeakRate = 3e-3 };

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

        Assert.True(last.Loss < first.Loss / 2, $"loss {first.Loss} became {last.Loss}");
        Assert.True(last.ProbeError < first.ProbeError, $"probe error {first.ProbeError} became {last.ProbeError}");
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

    // Pictures of one grey each; the caption names the grey, and so does the measure.
    private static ContrastiveBatch Batch(int seed)
    {
        var random = new Random(seed);
        var greys = Enumerable.Range(0, Size).Select(_ => random.Next(8)).ToArray();
        var pixels = greys.SelectMany(grey => Enumerable.Repeat((byte)(grey * 32), 3 * Side * Side)).ToArray();
        var matches = greys.SelectMany(picture => greys.Select(text => text == picture)).ToArray();
        return new ContrastiveBatch(
            pixels, [.. greys.Select(grey => new[] { grey })], matches, [.. greys.Select(grey => grey / 8f)], [.. greys.Select(_ => true)]);
    }
}
