using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Tests.Reference;
using MoTE.Indexing.Model.Training;
using MoTE.Indexing.Safetensors;
using TorchSharp;

namespace MoTE.Indexing.Model.Tests.Training;

public sealed class MoteTrainerTests
{
    private const int Classes = 6;

    private static readonly TrainerOptions Options = new()
    {
        Epochs = 4,
        WarmUpEpochs = 1,
        LearningRateInterval = 1,
        HeadLearningRate = 1e-3,
        Device = "cpu",
    };

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void Resume_AfterHalf_GivesTheBitsOfAnUnbrokenTraining(bool freezeVision, int accumulation)
    {
        var options = Options with { FreezeVision = freezeVision, AccumulationSteps = accumulation };
        var clips = new NoiseClips(batches: 4);
        var folder = Directory.CreateTempSubdirectory("mote-trainer");
        try
        {
            var path = Path.Combine(folder.FullName, "half.safetensors");
            using var whole = NewTrainer(options);
            for (var i = 0; i < 10; i++)
                _ = whole.Step(clips.Read(whole.Epoch, whole.Batch), 4);

            using (var half = NewTrainer(options))
            {
                for (var i = 0; i < 6; i++)
                    _ = half.Step(clips.Read(half.Epoch, half.Batch), 4);
                half.Save(path);
            }

            using var resumed = MoteTrainer.Resume(path, options);
            Assert.Equal((1, 2), (resumed.Epoch, resumed.Batch));
            for (var i = 0; i < 4; i++)
                _ = resumed.Step(clips.Read(resumed.Epoch, resumed.Batch), 4);

            AssertSameBits(whole.Vision, resumed.Vision);
            AssertSameBits(whole.TemporalHead, resumed.TemporalHead);
            var first = Path.Combine(folder.FullName, "whole.safetensors");
            whole.Save(first);
            resumed.Save(path);
            Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Train_OnClassesThatCanBeToldApart_LowersTheLoss_AndWritesTheCurve()
    {
        var folder = Directory.CreateTempSubdirectory("mote-trainer");
        try
        {
            var curve = Path.Combine(folder.FullName, "curve.csv");
            var checkpoint = Path.Combine(folder.FullName, "checkpoint.safetensors");
            using var trainer = NewTrainer(Options with { Epochs = 12, ClipRatio = 1 });
            var losses = new List<double>();

            trainer.Train(new StripedClips(), done => losses.Add(done.Loss), checkpoint, curve, TestContext.Current.CancellationToken);

            Assert.Equal(12 * 3, losses.Count);
            Assert.True(losses[^3..].Average() < 0.8 * losses[..3].Average(), $"from {losses[..3].Average()} to {losses[^3..].Average()}");
            var lines = File.ReadAllLines(curve);
            Assert.Equal(1 + losses.Count, lines.Length);
            Assert.StartsWith("epoch,batch,learning_rate,loss", lines[0], StringComparison.Ordinal);
            Assert.StartsWith("11,2,", lines[^1], StringComparison.Ordinal);
            using var finished = MoteTrainer.Resume(checkpoint, trainer.Options);
            Assert.Equal((12, 0), (finished.Epoch, finished.Batch));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Train_WhenCancelled_SavesItsPositionAndCutsTheCurveOnResume()
    {
        var folder = Directory.CreateTempSubdirectory("mote-trainer");
        try
        {
            var curve = Path.Combine(folder.FullName, "curve.csv");
            var checkpoint = Path.Combine(folder.FullName, "checkpoint.safetensors");
            var clips = new NoiseClips(batches: 3);
            using (var trainer = NewTrainer(Options with { Epochs = 2 }))
            {
                using var stop = new CancellationTokenSource();
                void StopAfterTwo(TrainingProgress done)
                {
                    if (done.Batch == 1)
                        stop.Cancel();
                }

                Assert.Throws<OperationCanceledException>(() => trainer.Train(clips, StopAfterTwo, checkpoint, curve, stop.Token));
            }

            File.AppendAllText(curve, "0,2,9,9,9,9,9,9\n");
            using var resumed = MoteTrainer.Resume(checkpoint, Options with { Epochs = 2 });
            Assert.Equal((0, 2), (resumed.Epoch, resumed.Batch));
            resumed.Train(clips, curvePath: curve, cancellationToken: TestContext.Current.CancellationToken);

            var lines = File.ReadAllLines(curve);
            Assert.Equal(7, lines.Length);
            Assert.DoesNotContain(lines, line => line.EndsWith(",9,9", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Step_LeavesNoTensorBehind()
    {
        using var trainer = NewTrainer(Options);
        var clips = new NoiseClips(batches: 4);
        _ = trainer.Step(clips.Read(0, 0), 4);
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        _ = trainer.Step(clips.Read(0, 1), 4);
        _ = trainer.Step(clips.Read(0, 2), 4);

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Step_WithFrozenVision_MovesHeadAndLogitScaleOnly_AndTakesFrameEmbeddings()
    {
        using var trainer = NewTrainer(Options with { FreezeVision = true, WarmUpEpochs = 0 });
        var before = Snapshot(trainer.Vision);
        var head = Snapshot(trainer.TemporalHead);
        var pixels = new NoiseClips(batches: 1).Read(0, 0);
        using var clip = TinyModels.NewClip();
        using var encoder = VideoEncoder.Load(TinyModels.Tensors(clip), null, new EncoderOptions { Device = "cpu" });

        var done = trainer.Step(TrainingBatch.OfFrameEmbeddings(encoder.EncodeFrames(pixels.Pixels), pixels.Labels), 1);

        using var other = NewTrainer(Options with { FreezeVision = true, WarmUpEpochs = 0 });
        Assert.Equal(other.Step(pixels, 1).Loss, done.Loss, 1e-5);
        var changed = Changed(before, trainer.Vision);
        Assert.Equal(["logit_scale"], changed);
        Assert.Equal(
            head.Keys.Where(key => key != "spe_cls_feature" && !key.EndsWith("mote_fusion_weight", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            Changed(head, trainer.TemporalHead).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Step_WithTrainedVision_MovesEveryTrainableParameterButNotTheConstants()
    {
        using var trainer = NewTrainer(Options with { WarmUpEpochs = 0 });
        var vision = Snapshot(trainer.Vision);

        _ = trainer.Step(new NoiseClips(batches: 1).Read(0, 0), 1);

        Assert.Equal(vision.Keys.Order(StringComparer.Ordinal), Changed(vision, trainer.Vision).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Step_AtLearningRateZero_ChangesNothing()
    {
        using var trainer = NewTrainer(Options with { WarmUpEpochs = 2, LearningRateInterval = 10 });
        var (vision, head) = (Snapshot(trainer.Vision), Snapshot(trainer.TemporalHead));
        var clips = new NoiseClips(batches: 20);

        for (var i = 0; i < 9; i++)
            Assert.Equal(0, trainer.Step(clips.Read(0, i), 20).LearningRate);
        Assert.Empty(Changed(vision, trainer.Vision));
        Assert.Empty(Changed(head, trainer.TemporalHead));

        Assert.True(trainer.Step(clips.Read(0, 9), 20).LearningRate > 0);
        Assert.NotEmpty(Changed(vision, trainer.Vision));
    }

    [Fact]
    public void Step_WithWrongBatches_SaysWhatIsWrong()
    {
        using var trainer = NewTrainer(Options);
        Assert.Contains("class 6", Assert.Throws<UserErrorException>(() => trainer.Step(Batch([0, 6]), 1)).Message, StringComparison.Ordinal);
        var embeddings = TrainingBatch.OfFrameEmbeddings(new float[TinyModels.Width], [0]);
        Assert.Contains("frozen", Assert.Throws<UserErrorException>(() => trainer.Step(embeddings, 1)).Message, StringComparison.Ordinal);
        var path = Path.GetTempFileName();
        try
        {
            trainer.Save(path);
            var failure = Assert.Throws<UserErrorException>(() => MoteTrainer.Resume(path, Options with { Epochs = 5 }));
            Assert.Contains("hyper-parameters", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TrainedTensors_LoadIntoAnEncoder_WithTheSameEmbeddings()
    {
        using var trainer = NewTrainer(Options with { WarmUpEpochs = 0 });
        var batch = Batch([0, 1]);
        _ = trainer.Step(batch, 1);

        using var encoder = VideoEncoder.Load(trainer.Vision, trainer.TemporalHead, new EncoderOptions { Device = "cpu" });
        var expected = trainer.Embed(batch);
        var actual = encoder.Encode(batch.Pixels!, 2);

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(expected[i].Spatial, actual[i].Spatial, (a, b) => Math.Abs(a - b) < 1e-5);
            Assert.Equal(expected[i].Temporal, actual[i].Temporal, (a, b) => Math.Abs(a - b) < 1e-4);
        }
    }

    internal static MoteTrainer NewTrainer(TrainerOptions options)
    {
        using var clip = TinyModels.NewClip();
        return MoteTrainer.Start(TinyModels.Tensors(clip), TinyModels.Temporal, ClassFeatures(), options);
    }

    private static float[][] ClassFeatures()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, Classes).Select(_ => UnitVector.Of([.. Enumerable.Range(0, TinyModels.Width).Select(_ => random.NextSingle() - 0.5f)]))];
    }

    private static TrainingBatch Batch(int[] labels) => TrainingBatch.OfPixels(TinyModels.Pixels(labels.Length * TinyModels.Frames, seed: 9), labels);

    private static Dictionary<string, float[]> Snapshot(ITensorSource source) =>
        source.Tensors.Keys.ToDictionary(key => key, source.ReadFloats, StringComparer.Ordinal);

    private static List<string> Changed(Dictionary<string, float[]> before, ITensorSource source) =>
        [.. before.Where(entry => !entry.Value.SequenceEqual(source.ReadFloats(entry.Key))).Select(entry => entry.Key)];

    private static void AssertSameBits(ITensorSource expected, ITensorSource actual)
    {
        Assert.Equal(expected.Tensors.Keys.Order(StringComparer.Ordinal), actual.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected.Tensors.Keys, key => Assert.Equal(
            expected.ReadFloats(key).Select(BitConverter.SingleToInt32Bits), actual.ReadFloats(key).Select(BitConverter.SingleToInt32Bits)));
    }

    private sealed class NoiseClips(int batches) : ITrainingClips
    {
        public int BatchCount => batches;

        public TrainingBatch Read(int epoch, int batch)
        {
            int[] labels = [(epoch + batch) % Classes, (epoch + (2 * batch) + 1) % Classes, batch % Classes];
            return TrainingBatch.OfPixels(TinyModels.Pixels(labels.Length * TinyModels.Frames, seed: (100 * epoch) + batch), labels);
        }
    }

    /// <summary>Clips whose brightness tells their class.</summary>
    private sealed class StripedClips : ITrainingClips
    {
        public int BatchCount => 3;

        public TrainingBatch Read(int epoch, int batch)
        {
            int[] labels = [0, 1, 2, 3, 4, 5];
            var size = TinyModels.Frames * 3 * TinyModels.Resolution * TinyModels.Resolution;
            var pixels = new byte[labels.Length * size];
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = (byte)((40 * labels[i / size] * (1 + (i % 3))) + batch);
            return TrainingBatch.OfPixels(pixels, labels);
        }
    }
}
