using System.Runtime.InteropServices;

namespace MoTE.Indexing.Domain;

/// <summary>|s|², s·t and |t|² of a segment, 12 bytes, as they are stored.</summary>
/// <param name="Spatial">|s|².</param>
/// <param name="SpatialTemporal">s·t.</param>
/// <param name="Temporal">|t|².</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct SegmentSquares(float Spatial, float SpatialTemporal, float Temporal)
{
    /// <summary>The squares of a view.</summary>
    public static SegmentSquares Of(ViewEmbedding view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new SegmentSquares(view.SpatialSquared, view.SpatialTemporal, view.TemporalSquared);
    }

    /// <summary>|s + g·t|² for a gain g.</summary>
    public float At(float gain) => Spatial + (2 * gain * SpatialTemporal) + (gain * gain * Temporal);
}
