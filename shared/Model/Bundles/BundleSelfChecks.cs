using System.Globalization;
using System.Numerics.Tensors;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Model.Temporal;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>What must hold for any model, tried on made-up frames (specification 13.5, the numbers 1, 2, 5, 6, 7, 8 and 9; 3 and 4 need unmerged experts).</summary>
internal sealed class BundleSelfChecks
{
    private const int Seed = 20241101;

    private readonly ModelBundle _bundle;
    private readonly VideoEncoder _video;
    private readonly TextEncoder _text;
    private readonly float[] _frames;    // X [T, D]
    private readonly ViewEmbedding _view;
    private readonly List<SelfCheckResult> _results = [];

    private BundleSelfChecks(ModelBundle bundle, VideoEncoder video, TextEncoder text)
    {
        (_bundle, _video, _text) = (bundle, video, text);
        _frames = video.EncodeFrames(Pixels(bundle.Manifest.FramesPerView, video.Configuration.Resolution));
        _view = video.EncodeViews(_frames, 1)[0];
    }

    private int Width => _bundle.Manifest.EmbeddingWidth;

    public static IReadOnlyList<SelfCheckResult> Run(ModelBundle bundle, VideoEncoder video, TextEncoder text, CancellationToken cancellationToken)
    {
        var checks = new BundleSelfChecks(bundle, video, text);
        Action[] all =
        [
            checks.EmbeddingsAreNumbers,
            checks.SpatialVectorIsTheMean,
            checks.PlainClipHasNoGain,
            checks.OwnClassesGiveFullGain,
            checks.DecompositionIsExact,
            checks.ReversalChangesOnlyTheTemporalVector,
            checks.ZeroClassFeaturesWouldShow,
            checks.TokenizerFitsTheTextTower,
            checks.PublishedVectors,
            checks.ParameterCounts,
        ];
        foreach (var check in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            check();
        }

        return checks._results;
    }

    /// <summary>Smooth pictures that move from frame to frame, always the same.</summary>
    private static byte[] Pixels(int frames, int resolution)
    {
        var random = new Random(Seed);
        var waves = Enumerable.Range(0, 3).Select(_ => (X: 8 * random.NextDouble(), Y: 8 * random.NextDouble(), Speed: 2 * random.NextDouble())).ToArray();
        var pixels = new byte[frames * 3 * resolution * resolution];
        var i = 0;
        for (var frame = 0; frame < frames; frame++)
        {
            foreach (var wave in waves)
            {
                for (var y = 0; y < resolution; y++)
                {
                    for (var x = 0; x < resolution; x++)
                        pixels[i++] = (byte)(127.5 + (127.5 * Math.Sin((((wave.X * x) + (wave.Y * y)) / resolution) + (wave.Speed * frame))));
                }
            }
        }

        return pixels;
    }

    private static double LargestDifference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double largest = 0;
        for (var i = 0; i < a.Length; i++)
            largest = Math.Max(largest, Math.Abs((double)a[i] - b[i]));
        return largest;
    }

    private static string Number(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    private void Add(string name, bool ok, string detail) => _results.Add(new SelfCheckResult(name, ok, detail));

    private void EmbeddingsAreNumbers()
    {
        var spread = _frames.Max() - _frames.Min();
        Add("frame embeddings are finite and differ", _frames.All(float.IsFinite) && spread > 0, $"spread {Number(spread)}");
    }

    private void SpatialVectorIsTheMean()
    {
        var mean = new float[Width];
        var rows = _frames.Chunk(Width).ToArray();
        foreach (var row in rows)
            TensorPrimitives.Add(mean, row, mean);
        TensorPrimitives.Divide(mean, rows.Length, mean);
        var difference = LargestDifference(mean, _view.Spatial);
        Add("gain 0 is mean-pooled CLIP", difference <= 1e-5 * Math.Max(1, TensorPrimitives.MaxMagnitude<float>(mean)), $"largest difference {Number(difference)}");
    }

    private void PlainClipHasNoGain()
    {
        if (_video.Head is not null)
            return;
        var zero = _view.Temporal.All(value => value == 0) && _view.NearestClasses.Length == 0;
        Add("plain CLIP has no temporal branch", zero && !_bundle.Manifest.HasTemporalHead, "t is zero");
    }

    private void OwnClassesGiveFullGain()
    {
        if (_video.Head is null)
            return;
        var gain = new ArchiveVocabulary(_video.FineTuningClasses, _video.FineTuningClasses).Gain(_view);
        Add("the fine-tuning classes give gain 1", Math.Abs(gain - 1) <= 1e-5, string.Create(CultureInfo.InvariantCulture, $"gain {gain:0.0000000}"));
    }

    private void DecompositionIsExact()
    {
        if (_video.Head is not { } head)
            return;

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var frames = tensor(_frames, [1, _frames.Length / Width, Width]);                   // X [1, T, D]
        var branch = head.Forward(frames, ExpertPass.Merged);                                          // Y [1, T, D]
        double largest = 0;
        foreach (var gain in new[] { 0f, 0.3f, 1f })
        {
            var pooled = ((gain * branch) + frames).mean([1]).cpu().data<float>().ToArray();
            foreach (var text in _video.FineTuningClasses.Take(8))
            {
                var frameWise = TensorPrimitives.CosineSimilarity<float>(pooled, text);
                largest = Math.Max(largest, Math.Abs((double)frameWise - ViewScore.Score(_view, text, gain)));
            }
        }

        Add("scores from s, t and g equal frame-wise scores", largest <= 1e-6, $"largest difference {Number(largest)}");
    }

    private void ReversalChangesOnlyTheTemporalVector()
    {
        var reversed = _video.EncodeViews([.. _frames.Chunk(Width).Reverse().SelectMany(row => row)], 1)[0];
        var spatial = LargestDifference(_view.Spatial, reversed.Spatial);
        var same = spatial <= 1e-5 * Math.Max(1, TensorPrimitives.MaxMagnitude<float>(_view.Spatial));
        if (_video.Head is null)
        {
            Add("reversed frames give the same spatial vector", same, $"s moves by {Number(spatial)}");
            return;
        }

        var temporal = LargestDifference(_view.Temporal, reversed.Temporal);
        Add(
            "reversed frames change the temporal vector only",
            same && (temporal > 10 * spatial || _bundle.Manifest.FramesPerView == 1),
            $"s moves by {Number(spatial)}, t by {Number(temporal)}");
    }

    private void ZeroClassFeaturesWouldShow()
    {
        if (_video.Head is not { } head)
            return;

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var frames = tensor(_frames, [1, _frames.Length / Width, Width]);
        var without = TemporalModulation.Gain(frames, head.FineTuningClasses, zeros_like(head.FineTuningClasses)).item<float>();
        var norms = _video.FineTuningClasses.Select(row => Math.Abs(TensorPrimitives.Norm<float>(row) - 1)).Max();
        Add(
            "class features are unit vectors, so a lost head would show",
            Math.Abs(without - 2.0611536e-9) <= 1e-12 && norms <= 0.02,
            $"lengths differ from 1 by {Number(norms)}; with zeros the gain would be {Number(without)}");
    }

    private void TokenizerFitsTheTextTower()
    {
        if (!_bundle.Manifest.Files.ContainsKey(BundleFile.Vocabulary))
            return;
        var tokenizer = _bundle.OpenTokenizer();
        var fits = tokenizer.Vocabulary.Size == _text.Configuration.VocabularySize
            && tokenizer.StartId == _text.Configuration.StartToken
            && tokenizer.EndId == _text.Configuration.EndToken;
        var decoded = tokenizer.Decode(tokenizer.Encode("A red car, twice!"));
        var vectors = _text.Encode([tokenizer.Encode("a red car"), tokenizer.Encode("two people dancing")]);
        var cosine = TensorPrimitives.CosineSimilarity<float>(vectors[0], vectors[1]);
        Add(
            "the vocabulary fits the text tower",
            fits && decoded.Trim() == "a red car , twice !" && Math.Abs(cosine) < 1 - 1e-4,
            string.Create(CultureInfo.InvariantCulture, $"{tokenizer.Vocabulary.Size} ids; two different texts have cosine {cosine:0.000}"));
    }

    private void PublishedVectors()
    {
        var published = ModelCatalogue.BuiltIn().Models[0].Vocabulary.Sha256;
        if (!_bundle.Manifest.Files.TryGetValue(BundleFile.Vocabulary, out var vocabulary) || vocabulary.Sha256 != published)
            return;
        var tokenizer = _bundle.OpenTokenizer();
        (string Text, int[] Ids)[] vectors =
        [
            ("a photo of a cat", [320, 1125, 539, 320, 2368]),
            ("a photo of abseiling.", [320, 1125, 539, 596, 567, 3299, 269]),
            ("a example of a person massaging person's head.", [320, 6228, 539, 320, 2533, 4636, 4336, 2533, 568, 1375, 269]),
            ("a photo of 100 dogs!!", [320, 1125, 539, 272, 271, 271, 3255, 748]),
        ];
        var wrong = vectors.Where(vector => !tokenizer.Encode(vector.Text).SequenceEqual(vector.Ids)).Select(vector => vector.Text).ToList();
        Add("published token ids", wrong.Count == 0, wrong.Count == 0 ? $"{vectors.Length} texts" : $"other ids for '{wrong[0]}'");
    }

    private void ParameterCounts()
    {
        var clip = new ClipConfiguration(_video.Configuration, _text.Configuration);
        (ClipConfiguration Clip, long Towers, long? Head)[] published =
        [
            (ClipConfiguration.VitB32, 151_277_312, null),
            (ClipConfiguration.VitB16, 149_620_736, 12_648_960),
            (ClipConfiguration.VitL14, 427_616_512, 42_586_368),
        ];
        foreach (var (_, towers, head) in published.Where(variant => variant.Clip == clip))
        {
            var counted = Count(BundleFile.VisionTower) + Count(BundleFile.TextTower);
            var counts = counted == towers;
            var detail = $"{counted} in the towers";
            if (head is { } expected && _video.TemporalConfiguration is { } temporal && temporal.Layers == (clip == ClipConfiguration.VitB16 ? 4 : 6))
            {
                var merged = Count(BundleFile.TemporalHead) - ((long)temporal.FineTuningClasses * Width);
                counts &= merged == expected;
                detail += $", {merged} in the merged head";
            }

            Add("published parameter counts", counts, detail);
        }
    }

    private long Count(string file)
    {
        using var tensors = SafetensorsFile.Open(Path.Combine(_bundle.Folder, file));
        return tensors.Tensors.Values.Sum(tensor => tensor.Count);
    }
}
