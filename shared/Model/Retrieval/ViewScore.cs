using System.Numerics.Tensors;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>How well a text fits a view (specification 13.2).</summary>
public static class ViewScore
{
    /// <summary>The cosine of s + g·t with a text.</summary>
    /// <param name="view">s and t.</param>
    /// <param name="text">c [D], of any length above 0.</param>
    /// <param name="gain">g; 0 is the spatial branch alone, 1 is what training used.</param>
    /// <returns>-1 to 1; 0 where either vector is 0.</returns>
    public static float Score(ViewEmbedding view, ReadOnlySpan<float> text, float gain)
    {
        ArgumentNullException.ThrowIfNull(view);
        var norms = view.NormAt(gain) * TensorPrimitives.Norm(text);
        return norms > 0
            ? (TensorPrimitives.Dot<float>(view.Spatial, text) + (gain * TensorPrimitives.Dot<float>(view.Temporal, text))) / norms
            : 0;
    }
}
