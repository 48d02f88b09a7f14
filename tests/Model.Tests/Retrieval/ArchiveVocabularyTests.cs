using System.Numerics.Tensors;
using CsCheck;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Model.Temporal;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MoTE.Indexing.Model.Tests.Retrieval;

public sealed class ArchiveVocabularyTests
{
    private const int Width = 8;

    private static readonly Gen<float[]> Vector = Gen.Float[-1, 1].Array[Width].Where(vector => TensorPrimitives.Norm<float>(vector) > 0.1f);
    private static readonly Gen<float[]> Unit = Vector.Select(vector => UnitVector.Of(vector));

    private static readonly Gen<(float[][] Candidates, float[][] FineTuning, float[] Spatial, float[] Temporal, float[] Query)> Worlds =
        Gen.Select(Unit.Array[5, 12], Unit.Array[5, 12], Vector, Vector, Unit);

    [Fact]
    public void Gain_OfTheVocabularyAndAQuery_IsThePublishedGainOfThatClassSet()
    {
        var (entered, stayed) = (0, 0);
        Worlds.Sample(
            world =>
            {
                var view = View(world.Spatial, world.Temporal, world.FineTuning);
                var vocabulary = new ArchiveVocabulary(world.Candidates, world.FineTuning);
                var fit = vocabulary.Fit(view);
                var alone = Direct(view, world.Candidates, world.FineTuning);
                var together = Direct(view, [.. world.Candidates, world.Query], world.FineTuning);
                var actual = ArchiveVocabulary.GainWith(view, fit, world.Query, vocabulary.Similarities(world.Query));
                _ = Interlocked.Increment(ref TensorPrimitives.Dot<float>(world.Query, view.Spatial) / Norm(view) > fit.Logits[4] ? ref entered : ref stayed);
                return Near(alone, fit.Gain) && Near(alone, vocabulary.Gain(view)) && Near(together, actual);
            },
            iter: 2000,
            seed: "0N0XIzNsQ0O2",
            threads: 1);
        Assert.True(entered > 100 && stayed > 100, $"The query entered the five {entered} times and stayed out {stayed} times.");
    }

    [Fact]
    public void Gain_IsThePublishedModulation()
    {
        Worlds.Sample(
            world =>
            {
                using var scope = NewDisposeScope();
                var view = View(world.Spatial, world.Temporal, world.FineTuning);
                var frames = tensor(world.Spatial, [1, 1, Width]);
                var published = TemporalModulation.Gain(frames, Matrix(world.Candidates), Matrix(world.FineTuning)).item<float>();
                return Near(published, new ArchiveVocabulary(world.Candidates, world.FineTuning).Gain(view));
            },
            iter: 200,
            seed: "0N0XIzNsQ0O2",
            threads: 1);
    }

    [Fact]
    public void Score_IsTheCosineOfTheModulatedView()
    {
        Gen.Select(Vector, Vector, Vector, Gen.Float[0, 1]).Sample(
            (spatial, temporal, text, gain) =>
            {
                var modulated = spatial.Zip(temporal, (s, t) => s + (gain * t)).ToArray();
                return TensorPrimitives.Norm<float>(modulated) < 0.05f
                    || Near(TensorPrimitives.CosineSimilarity<float>(modulated, text), ViewScore.Score(new ViewEmbedding(spatial, temporal, []), text, gain));
            },
            iter: 1000,
            seed: "0N0XIzNsQ0O2",
            threads: 1);
    }

    [Fact]
    public void Vocabulary_OfPlainClip_GivesGainZero()
    {
        var vocabulary = new ArchiveVocabulary([[1, 0], [0, 1]], []);
        var view = new ViewEmbedding([1, 2], [0, 0], []);

        Assert.Equal(0, vocabulary.Gain(view));
        Assert.Equal(0, ArchiveVocabulary.GainWith(view, vocabulary.Fit(view), [1, 0], vocabulary.Similarities([1, 0])));
        Assert.Equal(1 / MathF.Sqrt(5), ViewScore.Score(view, [1, 0], 0), 1e-6f);
    }

    [Theory]
    [InlineData(4, 5, "candidate")]
    [InlineData(5, 4, "fine-tuning")]
    public void Vocabulary_OfFewerThanFive_SaysSo(int candidates, int fineTuning, string kind)
    {
        float[][] Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => new float[] { 1, 0 })];

        var failure = Assert.Throws<UserErrorException>(() => new ArchiveVocabulary(Rows(candidates), Rows(fineTuning)));
        Assert.Contains(kind, failure.Message, StringComparison.Ordinal);
        Assert.Contains("there are 4", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_OfAZeroVector_IsZero() => Assert.Equal(0, ViewScore.Score(new ViewEmbedding([0, 0], [0, 0], []), [1, 0], 1));

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 2e-5 * Math.Max(1, Math.Abs(expected));

    private static float Norm(ViewEmbedding view) => MathF.Sqrt(view.SpatialSquared);

    private static Tensor Matrix(float[][] rows) => tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, Width]);

    private static ViewEmbedding View(float[] spatial, float[] temporal, float[][] fineTuning) => new(spatial, temporal, Nearest(fineTuning, spatial));

    private static int[] Nearest(float[][] rows, float[] vector) =>
        [.. Enumerable.Range(0, rows.Length).OrderByDescending(row => TensorPrimitives.Dot<float>(rows[row], vector)).Take(5)];

    /// <summary>Specification 5, word by word, in double precision.</summary>
    private static double Direct(ViewEmbedding view, float[][] candidates, float[][] fineTuning)
    {
        static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
        var a = Nearest(candidates, view.Spatial);
        var b = Nearest(fineTuning, view.Spatial);
        var mean = a.Average(candidate => b.Max(row => Dot(candidates[candidate], fineTuning[row])));
        return 1 / Math.Exp((1 - mean) / 0.05);
    }
}
