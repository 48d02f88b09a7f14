using System.Numerics.Tensors;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>The background candidate classes C0, and the exact gain of a view for C0 alone or with one query added (specification 13.3).</summary>
/// <remarks>Immutable; safe to share between threads.</remarks>
public sealed class ArchiveVocabulary
{
    private const int Neighbours = 5;

    private readonly float[][] _candidates;         // C0 [M0][D], unit rows
    private readonly float[][] _fineTuning;         // S [K][D], unit rows
    private readonly float[][] _similarities;       // C0·Sᵀ [M0][K]

    /// <summary>Precomputes how alike every candidate and every fine-tuning class are.</summary>
    /// <param name="candidates">C0: unit vectors [M0][D]; M0 ≥ 5 unless the model is plain CLIP.</param>
    /// <param name="fineTuning">S: unit vectors [K][D], K ≥ 5; empty for plain CLIP, whose gain is always 0.</param>
    /// <exception cref="UserErrorException">Fewer than five classes on either side: the published model defines no gain then.</exception>
    /// <exception cref="ArgumentException">The vectors differ in width.</exception>
    public ArchiveVocabulary(IReadOnlyList<float[]> candidates, IReadOnlyList<float[]> fineTuning)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(fineTuning);
        if (fineTuning.Count > 0)
        {
            Require(candidates.Count, "candidate");
            Require(fineTuning.Count, "fine-tuning");
        }

        if (candidates.Concat(fineTuning).Select(row => row.Length).Distinct().Count() > 1)
            throw new ArgumentException("Candidate and fine-tuning classes have vectors of the same width.");
        _candidates = [.. candidates];
        _fineTuning = [.. fineTuning];
        _similarities = [.. _candidates.Select(Similarities)];
    }

    /// <summary>M0.</summary>
    public int Count => _candidates.Length;

    /// <summary>Whether gains are 0 because the model has no temporal head.</summary>
    public bool IsPlainClip => _fineTuning.Length == 0;

    /// <summary>Cosine of a unit vector with each fine-tuning class: what a query must bring for its gain to be exact.</summary>
    /// <param name="vector">A unit vector [D].</param>
    /// <returns>[K]; empty for plain CLIP.</returns>
    public float[] Similarities(float[] vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return [.. _fineTuning.Select(row => TensorPrimitives.Dot<float>(row, vector))];
    }

    /// <summary>The five candidates nearest to a view, with all that a query needs for the exact gain.</summary>
    /// <exception cref="ArgumentException">The view comes from a model with a temporal head and the vocabulary does not, or the other way round.</exception>
    public ArchiveFit Fit(ViewEmbedding view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (IsPlainClip && view.NearestClasses.Length == 0)
            return ArchiveFit.None;
        if (view.NearestClasses.Length != Neighbours || IsPlainClip)
            throw new ArgumentException($"A view has {Neighbours} nearest fine-tuning classes where the model has any, but this one has {view.NearestClasses.Length} of {_fineTuning.Length}.", nameof(view));

        var norm = MathF.Sqrt(view.SpatialSquared);
        var logits = new float[_candidates.Length];
        for (var i = 0; i < logits.Length; i++)
            logits[i] = norm > 0 ? TensorPrimitives.Dot<float>(_candidates[i], view.Spatial) / norm : 0;
        var best = Largest(logits);
        return new ArchiveFit(
            [.. best.Select(candidate => logits[candidate])],
            [.. best.Select(candidate => Nearest(_similarities[candidate], view))]);
    }

    /// <summary>The gain for C0 alone.</summary>
    public float Gain(ViewEmbedding view) => Fit(view).Gain;

    /// <summary>The gain for C0 and one query.</summary>
    /// <param name="view">The view.</param>
    /// <param name="fit">Its fit, from <see cref="Fit"/>.</param>
    /// <param name="query">The query's unit vector q [D].</param>
    /// <param name="querySimilarities"><see cref="Similarities"/> of q.</param>
    /// <returns>g = exp(20 (m - 1)); 0 for plain CLIP.</returns>
    public static float GainWith(ViewEmbedding view, ArchiveFit fit, float[] query, float[] querySimilarities)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(querySimilarities);
        if (fit.Logits.Length == 0)
            return 0;
        var norm = MathF.Sqrt(view.SpatialSquared);
        var logit = norm > 0 ? TensorPrimitives.Dot<float>(query, view.Spatial) / norm : 0;
        return fit.GainWith(logit, Nearest(querySimilarities, view));
    }

    /// <summary>Largest similarity with the view's nearest fine-tuning classes.</summary>
    private static float Nearest(float[] similarities, ViewEmbedding view)
    {
        var largest = float.NegativeInfinity;
        foreach (var row in view.NearestClasses)
            largest = MathF.Max(largest, similarities[row]);
        return largest;
    }

    /// <summary>Positions of the five largest values, largest first; of equal values the earlier one.</summary>
    private static int[] Largest(float[] values)
    {
        var best = new List<int>(Neighbours + 1);
        for (var i = 0; i < values.Length; i++)
        {
            if (best.Count == Neighbours && values[i] <= values[best[^1]])
                continue;
            var place = best.Count;
            while (place > 0 && values[i] > values[best[place - 1]])
                place--;
            best.Insert(place, i);
            if (best.Count > Neighbours)
                best.RemoveAt(Neighbours);
        }

        return [.. best];
    }

    private static void Require(int count, string kind)
    {
        if (count < Neighbours)
            throw new UserErrorException($"The gain of the temporal branch is defined for at least {Neighbours} {kind} classes, but there are {count}.");
    }
}
