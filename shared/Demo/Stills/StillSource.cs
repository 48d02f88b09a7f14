using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Model.Training.Contrastive;
using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Rendering;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Stills;

/// <summary>Batches for stage 1: stills of the world with captions, no held-out combination among them.</summary>
/// <remarks>
/// Half of a batch are plain stills, each followed by a twin that differs in one thing; half carry a comic's sign of what happens,
/// each followed by the same picture with the opposite sign. So the nearest wrong caption is always in the batch.
/// </remarks>
internal sealed class StillSource : IContrastiveSource, IDisposable
{
    private readonly ClipTokenizer _tokenizer;
    private readonly int _resolution;
    private readonly FramePreprocessor _preprocessor;
    private readonly int _seed;
    private readonly EncodedStills? _encoded;
    private readonly ThreadLocal<SceneRenderer> _renderer;

    /// <param name="tokenizer">Turns captions into ids.</param>
    /// <param name="resolution">Side R of the pictures.</param>
    /// <param name="batchSize">Pictures per batch; a multiple of 4.</param>
    /// <param name="seed">Draws the scenes.</param>
    /// <param name="encoded">Stills that went through H.264, from which a share of the plain ones is taken; none if null.</param>
    public StillSource(ClipTokenizer tokenizer, int resolution, int batchSize, int seed, EncodedStills? encoded)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(batchSize % 4, 0);
        _tokenizer = tokenizer;
        _resolution = resolution;
        _preprocessor = new FramePreprocessor(resolution);
        _seed = seed;
        _encoded = encoded;
        BatchSize = batchSize;
        _renderer = new ThreadLocal<SceneRenderer>(() => new SceneRenderer(resolution, resolution), trackAllValues: true);
    }

    public int BatchSize { get; }

    public int MeasureCount => SceneMeasures.Count;

    public ContrastiveBatch BatchOf(int number)
    {
        var random = new Random(HashCode(number));
        var scenes = new SceneSampler(random);
        var captions = new CaptionWriter(random);
        var size = 3 * _resolution * _resolution;
        var pixels = new byte[BatchSize * size];
        var pictures = new Facts[BatchSize];
        var texts = new Caption[BatchSize];
        var measures = new float[BatchSize * MeasureCount];
        var measured = new bool[BatchSize * MeasureCount];

        for (var i = 0; i < BatchSize; i += 2)
        {
            if (i < BatchSize / 2)
            {
                var (scene, twin) = PlainPair(scenes, random);
                Put(i, scene, 0.5, null);
                Put(i + 1, twin, 0.5, null);
            }
            else
            {
                var time = SceneSampler.MotionCentre + (0.5 * (random.NextDouble() - 0.5));
                if (random.Next(3) > 0)
                {
                    var happening = TemporalClass.All[random.Next(TemporalClass.All.Count)];
                    var scene = SceneSampler.Seen(() => scenes.Moving(happening));
                    Put(i, scene, time, [happening]);
                    Put(i + 1, Reversed(scene), 1 - time - (1 - (2 * SceneSampler.MotionCentre)), [happening.Reversed]);
                }
                else
                {
                    var scene = SceneSampler.Seen(() => scenes.Ordered(EventOrder.All[random.Next(EventOrder.All.Count)]));
                    var twin = random.Next(3) switch
                    {
                        0 => scene with { Events = [scene.Events[0] with { Class = scene.Events[1].Class }, scene.Events[1] with { Class = scene.Events[0].Class }] },
                        1 => scene with { Events = [scene.Events[0] with { Class = scene.Events[0].Class.Reversed }, scene.Events[1]] },
                        _ => scene with { Events = [scene.Events[0], scene.Events[1] with { Class = scene.Events[1].Class.Reversed }] },
                    };
                    twin = HeldOut.HasUnseenAction(twin) ? scene with { Mirrored = !scene.Mirrored } : twin;
                    Put(i, scene, time, [.. scene.Events.Select(happening => happening.Class)]);
                    Put(i + 1, twin, time, [.. twin.Events.Select(happening => happening.Class)]);
                }
            }
        }

        void Put(int row, Scene scene, double time, TemporalClass[]? marks)
        {
            var facts = Facts.Of(scene, time, marks is not null);
            _preprocessor.Apply(_renderer.Value!.Render(scene, time, marks), pixels.AsSpan(row * size, size));
            Describe(row, scene, time, facts);
        }

        void Describe(int row, Scene scene, double time, Facts facts)
        {
            pictures[row] = facts;
            texts[row] = captions.Write(scene, facts);
            SceneMeasures.Write(scene, time, measures.AsSpan(row * MeasureCount, MeasureCount), measured.AsSpan(row * MeasureCount, MeasureCount));
        }

        if (_encoded is not null)
        {
            // Real encodings replace the first plain stills.
            for (var row = 0; row < BatchSize / 4; row++)
            {
                var still = _encoded.Draw(random);
                still.Planes.CopyTo(pixels.AsSpan(row * size, size));
                Describe(row, still.Scene, still.Time, Facts.Of(still.Scene, still.Time, happening: false));
            }
        }

        var matches = new bool[BatchSize * BatchSize];
        for (var picture = 0; picture < BatchSize; picture++)
        {
            for (var text = 0; text < BatchSize; text++)
            {
                matches[(picture * BatchSize) + text] = texts[text].Claims.HoldFor(pictures[picture]);
            }
        }

        return new ContrastiveBatch(pixels, [.. texts.Select(text => _tokenizer.Encode(text.Text))], matches, measures, measured);
    }

    public void Dispose()
    {
        foreach (var renderer in _renderer.Values)
        {
            renderer.Dispose();
        }

        _renderer.Dispose();
    }

    /// <summary>The same pictures in opposite order.</summary>
    public static Scene Reversed(Scene scene) => scene with
    {
        Events = [.. scene.Events.Reverse().Select(happening => happening with
        {
            Class = happening.Class.Reversed,
            Start = (2 * SceneSampler.MotionCentre) - happening.End,
            End = (2 * SceneSampler.MotionCentre) - happening.Start,
        })],
        DriftX = -scene.DriftX,
        DriftY = -scene.DriftY,
        DriftZoom = -scene.DriftZoom,
    };

    private static (Scene Scene, Scene Twin) PlainPair(SceneSampler scenes, Random random)
    {
        var scene = SceneSampler.Seen(scenes.Still);
        return (scene, SceneSampler.Seen(() => SceneTwins.Of(scene, random)));
    }

    private int HashCode(int step) => unchecked((_seed * 1_000_003) + step);
}
