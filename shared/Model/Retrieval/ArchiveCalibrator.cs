using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Learns an <see cref="ArchiveCalibration"/> from views of an archive and phrases of which nobody knows what shows them.</summary>
public static class ArchiveCalibrator
{
    /// <summary>Views without which nothing can be said of how scores spread.</summary>
    /// <value>200.</value>
    public const int LeastViews = 200;

    /// <summary>Share of all pairs of a phrase and a view that reach relevance 0.5.</summary>
    /// <value>0.02.</value>
    public const double BestShare = 0.02;

    /// <summary>Measures mean, spread and the tail of the background.</summary>
    /// <param name="views">Views of the archive, <see cref="LeastViews"/> or more.</param>
    /// <param name="phrases">Unit vectors [P][D] of what archives hold.</param>
    /// <param name="vocabulary">C0, for gains.</param>
    /// <param name="progress">Receives how many phrases are done.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ArgumentException">There are too few views, or no phrase.</exception>
    public static ArchiveCalibration Fit(
        IReadOnlyList<ViewEmbedding> views, IReadOnlyList<float[]> phrases, ArchiveVocabulary vocabulary, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(views);
        ArgumentNullException.ThrowIfNull(phrases);
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (views.Count < LeastViews || phrases.Count == 0)
            throw new ArgumentException($"{views.Count} views and {phrases.Count} phrases: at least {LeastViews} views and a phrase are needed.");

        var fits = views.Select(vocabulary.Fit).ToArray();
        var (mean, spread) = Distribution([.. views.Zip(fits, (view, fit) => Unit(view, fit.Gain))]);
        var calibration = new ArchiveCalibration(mean, spread, 0, 1);
        var distances = new List<float>(phrases.Count * views.Count);
        for (var i = 0; i < phrases.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (phrase, similarities) = (phrases[i], vocabulary.Similarities(phrases[i]));
            var (ordinary, deviation) = calibration.Ordinary(phrase);
            distances.AddRange(views.Zip(fits, (view, fit) =>
                (ViewScore.Score(view, phrase, ArchiveVocabulary.GainWith(view, fit, phrase, similarities)) - ordinary) / deviation));
            progress?.Report(i + 1);
        }

        var (level, reach) = Tail(distances);
        return calibration with { Level = level, Steepness = 1 / reach };
    }

    private static float[] Unit(ViewEmbedding view, float gain)
    {
        var norm = view.NormAt(gain);
        return norm > 0 ? [.. view.Spatial.Zip(view.Temporal, (s, t) => (s + (gain * t)) / norm)] : view.Spatial;
    }

    // The fewer views there are for each direction, the more the covariance is drawn towards the same spread in all of them.
    private static (float[] Mean, float[] Spread) Distribution(float[][] vectors)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (count, width) = (vectors.Length, vectors[0].Length);
        var x = tensor(vectors.SelectMany(vector => vector).ToArray(), [count, width]).to(float64);
        var mean = x.mean([0L]);                                                     // [D]
        var centred = x.sub(mean);                                                   // [N, D]
        var covariance = centred.t().matmul(centred).Times(1.0 / count);             // [D, D]
        var same = eye(width, dtype: float64).Times(covariance.trace().item<double>() / width);
        var drawn = (double)width / (width + count);
        var spread = covariance.Times(1 - drawn).add(same.Times(drawn));
        return (mean.to(float32).data<float>().ToArray(), spread.to(float32).data<float>().ToArray());
    }

    // Where the best share begins, and how far it reaches beyond on average: beyond a high level tails fall off exponentially.
    private static (float Level, float Reach) Tail(List<float> distances)
    {
        distances.Sort();
        var begins = Math.Min(distances.Count - 1, (int)((1 - BestShare) * distances.Count));
        var level = distances[begins];
        var reach = distances.Skip(begins).Average(distance => distance - level);
        return (level, Math.Max(reach, 1e-3f));
    }
}
