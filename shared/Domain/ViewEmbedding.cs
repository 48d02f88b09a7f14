using System.Numerics;

namespace MoTE.Indexing.Domain;

/// <summary>What the model knows of one view (the T frames sampled from a segment), independent of any class set or query.</summary>
/// <remarks>
/// The embedding of the view for a gain g is v = s + g·t (specification 13.1). Two views are comparable only when they come from
/// the same model bundle fingerprint.
/// </remarks>
/// <param name="Spatial">The spatial vector s, the mean of the frame embeddings; [D], not normalised.</param>
/// <param name="Temporal">The temporal vector t, the mean of the temporal head's output; [D], zeros for a plain CLIP bundle.</param>
/// <param name="NearestClasses">Row numbers of the five fine-tuning classes nearest to s, nearest first; empty for a plain CLIP bundle.</param>
public sealed record ViewEmbedding(float[] Spatial, float[] Temporal, int[] NearestClasses)
{
    /// <summary>|s|².</summary>
    public float SpatialSquared { get; } = Dot(Spatial, Spatial);

    /// <summary>s·t.</summary>
    public float SpatialTemporal { get; } = Dot(Spatial, Temporal);

    /// <summary>|t|².</summary>
    public float TemporalSquared { get; } = Dot(Temporal, Temporal);

    /// <summary>|s + g·t| for a gain g.</summary>
    public float NormAt(float gain) => MathF.Sqrt(MathF.Max(0, SpatialSquared + (2 * gain * SpatialTemporal) + (gain * gain * TemporalSquared)));

    /// <summary>The direction of s + g·t for a gain g: [D], at length 1; null where it has none.</summary>
    public float[]? UnitAt(float gain)
    {
        float[] sum = [.. Spatial.Zip(Temporal, (s, t) => s + (gain * t))];
        var norm = MathF.Sqrt(Dot(sum, sum));
        return SpatialSquared > 0 && norm > 0 && float.IsFinite(norm) ? [.. sum.Select(value => value / norm)] : null;
    }

    private static float Dot(float[] a, float[] b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"s and t have the same width, but these have {a.Length} and {b.Length}.");
        }

        var sum = Vector<double>.Zero;
        var whole = a.Length - (a.Length % Vector<float>.Count);
        for (var i = 0; i < whole; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(a, i), out var lowA, out var highA);
            Vector.Widen(new Vector<float>(b, i), out var lowB, out var highB);
            sum += (lowA * lowB) + (highA * highB);
        }

        var rest = Vector.Sum(sum);
        for (var i = whole; i < a.Length; i++)
        {
            rest += (double)a[i] * b[i];
        }

        return (float)rest;
    }
}
