using MoTE.Indexing.Demo.Stills;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Model.Training.Contrastive;
using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Rendering;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Probing;

/// <summary>The two things that decide whether a temporal head can learn a reversal pair, measured before it is trained.</summary>
/// <param name="TextCosines">Per motion: cosine between the names of its two directions; 1 means that the text cannot tell them apart.</param>
/// <param name="ProbeR2">Per measure: R² of a linear probe of the frame embedding; 0 means that frames do not hold it.</param>
/// <param name="OrderCosine">Mean cosine between "A then B" and "B then A".</param>
internal sealed record StageOneReport(IReadOnlyDictionary<string, double> TextCosines, IReadOnlyDictionary<string, double> ProbeR2, double OrderCosine)
{
    private const int Fitted = 300;
    private const int Measured = 200;

    /// <summary>Measures on scenes that training does not draw.</summary>
    public static StageOneReport Of(ContrastiveTrainer trainer, ClipTokenizer tokenizer, int resolution, int seed)
    {
        float[][] Encode(IEnumerable<string> names) => trainer.EncodeTexts([.. names.Select(name => tokenizer.Encode(name))]);
        var classes = Encode(TemporalClass.All.Select(Lexicon.NameOf));
        var orders = Encode(EventOrder.All.Select(Lexicon.NameOf));
        var cosines = Enum.GetValues<MotionPair>().ToDictionary(
            pair => pair.ToString(),
            pair => Cosine(classes[new TemporalClass(pair, true).Index], classes[new TemporalClass(pair, false).Index]),
            StringComparer.Ordinal);
        return new StageOneReport(
            cosines,
            Enumerable.Range(0, SceneMeasures.Count)
                .Select(measure => (Name: SceneMeasures.NameOf(measure), R2: Probe(trainer, measure, resolution, seed)))
                .Where(probe => probe.R2 is not null)
                .ToDictionary(probe => probe.Name, probe => Math.Round(probe.R2!.Value, 3), StringComparer.Ordinal),
            Math.Round(EventOrder.All.Average(order => Cosine(orders[order.Index], orders[order.Swapped.Index])), 3));
    }

    private static double? Probe(ContrastiveTrainer trainer, int measure, int resolution, int seed)
    {
        var random = new Random(unchecked(800_000_000 + (100 * seed) + measure));
        var sampler = new SceneSampler(random);
        var values = new float[SceneMeasures.Count];
        var defined = new bool[SceneMeasures.Count];
        var preprocessor = new FramePreprocessor(resolution);
        using var renderer = new SceneRenderer(resolution, resolution);
        var pixels = new List<byte[]>();
        var targets = new List<float>();
        for (var draw = 0; targets.Count < Fitted + Measured; draw++)
        {
            var pair = measure < SceneMeasures.PlacedCount ? (MotionPair)(draw % 3) : (MotionPair)(measure - SceneMeasures.PlacedCount);
            if (measure >= SceneMeasures.PlacedCount && pair <= MotionPair.Resize)
            {
                return null;
            }

            var scene = SceneSampler.Seen(() => sampler.Moving(new TemporalClass(pair, random.Next(2) == 0)));
            var time = SceneSampler.MotionCentre + (0.7 * (random.NextDouble() - 0.5));
            SceneMeasures.Write(scene, time, values, defined);
            if (defined[measure])
            {
                pixels.Add(preprocessor.Apply(renderer.Render(scene, time)));
                targets.Add(values[measure]);
            }
        }

        var rows = pixels.Chunk(100).SelectMany(batch => trainer.EncodeFrames([.. batch.SelectMany(picture => picture)])).ToArray();
        return LinearProbe.RSquared(rows, targets, Fitted);
    }

    private static double Cosine(float[] a, float[] b) => Math.Round(a.Zip(b, (x, y) => x * y).Sum(), 3);
}
