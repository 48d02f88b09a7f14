using System.Runtime.InteropServices;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>|s|², s·t and |t|² of a segment, 12 bytes, as they are stored.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct SegmentSquares(float Spatial, float SpatialTemporal, float Temporal)
{
    public static SegmentSquares Of(ViewEmbedding view) => new(view.SpatialSquared, view.SpatialTemporal, view.TemporalSquared);

    /// <summary>|s + g·t|² for a gain g.</summary>
    public float At(float gain) => Spatial + (2 * gain * SpatialTemporal) + (gain * gain * Temporal);
}
