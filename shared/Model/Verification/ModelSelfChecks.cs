using System.Globalization;
using System.Numerics.Tensors;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MoTE.Indexing.Model.Verification;

/// <summary>Checks a loaded model against itself (specification 13.5): identities that hold for any weights, on made-up frames.</summary>
public static class ModelSelfChecks
{
    private const int Views = 2;
    private const int FramesPerView = 8;
    private const int Seed = 20240917;

    /// <summary>Runs every check that applies to the model.</summary>
    /// <param name="video">Vision tower and, where there is one, temporal head.</param>
    /// <param name="text">Text tower; <see langword="null"/> leaves its checks out.</param>
    /// <param name="unmergedHead">The temporal head with its experts, where it is at hand; adds the checks of merging.</param>
    /// <param name="tolerance">Allowed difference where arithmetic alone differs: 1e-6 in single precision (specification 13.5.5).</param>
    /// <returns>The checks; the model is sound when all are ok.</returns>
    public static IReadOnlyList<SelfCheck> Run(VideoEncoder video, TextEncoder? text = null, ITensorSource? unmergedHead = null, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(video);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var frameCount = Math.Min(FramesPerView, video.TemporalConfiguration?.Positions ?? FramesPerView);
        var values = video.EncodeFrames(MovingWaves(video.Configuration.Resolution, Views * frameCount));
        var views = video.EncodeViews(values, Views);
        var checks = new List<SelfCheck>
        {
            AllFinite("Every frame embedding is a finite number", values),
            SpatialOnly(views, values, frameCount, tolerance),
        };
        checks.AddRange(ParameterCounts(video, text));
        if (text is not null)
            checks.AddRange(OfText(text, tolerance));
        if (video.Head is { } head)
            checks.AddRange(OfHead(video, head, views, values, frameCount, tolerance));
        else
            checks.Add(new SelfCheck(
                "Plain CLIP has no temporal branch", views.All(view => view.NearestClasses.Length == 0 && Array.TrueForAll(view.Temporal, value => value == 0)), "t is zero"));
        if (unmergedHead is not null && video.Head is { } merged)
            checks.AddRange(OfExperts(unmergedHead, merged, values, frameCount));
        return checks;
    }

    /// <summary>Smooth pictures that move from frame to frame, always the same; [views × frames, 3, R, R].</summary>
    private static byte[] MovingWaves(int resolution, int frames)
    {
#pragma warning disable CA5394 // Test pictures need no secrecy.
        var random = new Random(Seed);
        var waves = Enumerable.Range(0, 3).Select(_ => (X: 8 * random.NextDouble(), Y: 8 * random.NextDouble(), Speed: 2 * random.NextDouble())).ToArray();
#pragma warning restore CA5394
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

    /// <summary>13.5.1.</summary>
    private static SelfCheck SpatialOnly(IReadOnlyList<ViewEmbedding> views, float[] frames, int frameCount, double tolerance)
    {
        double error = 0;
        for (var view = 0; view < Views; view++)
        {
            var mean = Mean(frames, view, frameCount, views[view].Spatial.Length);
            foreach (var other in views)
                error = Math.Max(error, Math.Abs(ViewScore.Score(views[view], other.Spatial, 0) - TensorPrimitives.CosineSimilarity<float>(mean, other.Spatial)));
        }

        return AtMost("With gain 0 a view is mean-pooled CLIP", error, Math.Max(tolerance, 1e-6));
    }

    private static IEnumerable<SelfCheck> OfHead(
        VideoEncoder video, TemporalHead head, IReadOnlyList<ViewEmbedding> views, float[] values, int frameCount, double tolerance)
    {
        var width = video.Configuration.JointWidth;
        var classes = video.FineTuningClasses;
        var lengthError = classes.Max(row => Math.Abs(TensorPrimitives.Norm<float>(row) - 1));
        yield return AtMost("Fine-tuning classes are unit vectors", lengthError, 2e-2);

        // 13.5.2: a class stored in half precision is not quite as long as 1, and the gain follows its square 20-fold.
        var own = new ArchiveVocabulary(classes, classes);
        var allowed = 1e-5 + Math.Exp(20 * ((2 * lengthError) + (lengthError * lengthError))) - 1;
        yield return AtMost("The gain is 1 when the candidates are the fine-tuning classes", views.Max(view => Math.Abs(own.Gain(view) - 1)), allowed);

        // 13.5.5
        var frames = tensor(values, [Views, frameCount, width]).to(head.FineTuningClasses.device);
        var branch = head.Forward(frames, ExpertPass.Merged);
        double error = 0;
        foreach (var gain in new[] { 0f, 0.3f, 1f })
        {
            var pooled = ViewEmbeddings.Rows((branch.Times(gain) + frames).mean([1]));
            error = Math.Max(error, Enumerable.Range(0, Views).Max(view =>
                Math.Abs(ViewScore.Score(views[view], classes[0], gain) - TensorPrimitives.CosineSimilarity<float>(pooled[view], classes[0]))));
        }

        yield return AtMost("The score from s, t and g is the score from g·Y + X", error, Math.Max(tolerance, 1e-6));

        // 13.5.6
        var reversed = ViewEmbeddings.Of(frames.flip(1), head);
        var moved = Enumerable.Range(0, Views).Max(view => Difference(reversed[view].Spatial, views[view].Spatial));
        yield return AtMost("Reversed frames leave s alone", moved, 1e-5 * Math.Max(1, views.Max(view => TensorPrimitives.MaxMagnitude<float>(view.Spatial))));
        var turned = Enumerable.Range(0, Views).Min(view => Difference(reversed[view].Temporal, views[view].Temporal));
        yield return new SelfCheck(
            "Reversed frames change t",
            frameCount < 2 || turned > Math.Max(1e-5, 10 * moved),
            string.Create(CultureInfo.InvariantCulture, $"t moves by {turned:e2}, s by {moved:e2}"));

        // 13.5.7
        var off = TemporalModulation.Gain(frames, head.FineTuningClasses, zeros_like(head.FineTuningClasses)).max().Value();
        yield return AtMost("Class features of zero would switch the branch off (2.06e-9)", Math.Abs(off - Math.Exp(-20)), 1e-12);
    }

    /// <summary>13.5.3 and 13.5.4.</summary>
    private static IEnumerable<SelfCheck> OfExperts(ITensorSource unmergedHead, TemporalHead merged, float[] values, int frameCount)
    {
        var configuration = TemporalConfiguration.FromTensors(unmergedHead, merged.Configuration.Heads);
        if (configuration.Experts == 0)
            yield break;

        using var head = TemporalHead.FromTensors(unmergedHead, configuration, TensorPlacement.Cpu);
        var frames = tensor(values, [Views, frameCount, configuration.Width]);
        for (var expert = 0; expert < configuration.Experts; expert++)
        {
            var shares = new float[configuration.Experts];
            shares[expert] = 1;
            var alone = head.Forward(frames, ExpertPass.Routed(new OneExpert(expert)));
            yield return AtMost(
                $"Weights merged for expert {expert} alone are that expert", Difference(head.Forward(frames, ExpertPass.MergedBy(shares)), alone), 0);
        }

        var infinite = head.Forward(frames, ExpertPass.MergedBy(ExpertMixture.Coefficients(configuration.Experts, float.PositiveInfinity)));
        var evaluation = head.Forward(frames, ExpertPass.Merged);
        var scale = Math.Max(1, evaluation.abs().max().Value());
        yield return AtMost("The merge of evaluation is that of an infinite temperature", Difference(infinite, evaluation) / scale, 1e-5);
        yield return AtMost(
            "Experts merged at load give what experts merged at each pass give",
            Difference(merged.Forward(frames.to(merged.FineTuningClasses.device), ExpertPass.Merged).cpu(), evaluation) / scale,
            1e-4);
    }

    private static IEnumerable<SelfCheck> OfText(TextEncoder text, double tolerance)
    {
        var configuration = text.Configuration;
        var some = Math.Max(1, configuration.VocabularySize / 3);
        int[][] texts = [[some], [some, some / 2, some / 3]];
        var together = text.Encode(texts);
        var apart = texts.Select(one => text.Encode([one])[0]).ToList();
        yield return AtMost("Text vectors are unit vectors", together.Max(vector => Math.Abs(TensorPrimitives.Norm<float>(vector) - 1)), 1e-5);
        yield return AtMost(
            "A text's vector does not depend on its neighbours", together.Zip(apart, Difference).Max(), Math.Max(10 * tolerance, 1e-5));
    }

    /// <summary>13.5.9: for models with the sizes of published ones.</summary>
    private static IEnumerable<SelfCheck> ParameterCounts(VideoEncoder video, TextEncoder? text)
    {
        (ClipConfiguration Clip, TemporalConfiguration? Head, long Vision, long Text, long MergedHead)[] published =
        [
            (ClipConfiguration.VitB32, null, 87_849_216, 63_428_096, 0),
            (ClipConfiguration.VitB16, TemporalConfiguration.VitB16, 86_192_640, 63_428_096, 12_648_960),
            (ClipConfiguration.VitL14, TemporalConfiguration.VitL14, 303_966_208, 123_650_304, 42_586_368),
        ];
        foreach (var variant in published.Where(variant => variant.Clip.Vision == video.Configuration))
        {
            yield return Counted("vision tower", video.Vision, variant.Vision);
            if (text is not null && text.Configuration == variant.Clip.Text)
                yield return Counted("text tower", text.Text, variant.Text);
            if (video.Head is { } head && variant.Head is { } expected && head.Configuration.Layers == expected.Layers && head.Configuration.Positions == expected.Positions)
                yield return Counted("merged temporal head", head, variant.MergedHead);
        }
    }

    private static SelfCheck Counted(string part, nn.Module module, long expected)
    {
        var count = module.parameters().Sum(parameter => parameter.numel());
        return new SelfCheck($"The {part} has the published number of parameters", count == expected, $"{count}, {expected} expected");
    }

    private static SelfCheck AllFinite(string name, float[] values) =>
        new(name, Array.TrueForAll(values, float.IsFinite), $"{values.Count(value => !float.IsFinite(value))} of {values.Length} are not");

    private static SelfCheck AtMost(string name, double measured, double allowed) =>
        new(name, measured <= allowed, string.Create(CultureInfo.InvariantCulture, $"{measured:e2}, at most {allowed:e0} allowed"));

    private static double Difference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).Max();

    private static double Difference(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        return (a - b).abs().max().Value();
    }

    private static float[] Mean(float[] frames, int view, int frameCount, int width)
    {
        var mean = new float[width];
        for (var frame = 0; frame < frameCount; frame++)
            TensorPrimitives.Add(mean, frames.AsSpan(((view * frameCount) + frame) * width, width), mean);
        return mean;
    }

    private sealed class OneExpert(int expert) : IExpertRouting
    {
        public int NextExpert(int experts) => expert;

        public int NextTemperature() => 0;
    }
}
