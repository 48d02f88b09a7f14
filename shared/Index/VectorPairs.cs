using System.Numerics;
using System.Runtime.InteropServices;

namespace MoTE.Indexing.Index;

/// <summary>Dot products of a segment's two vectors with several queries at once.</summary>
/// <remarks>
/// A row of 8·D bytes comes from memory once for four queries; what waits for memory does the four in the time of one. Every sum is made in the
/// same order whatever is computed beside it, so a score does not depend on which queries happen to be asked together.
/// </remarks>
internal static class VectorPairs
{
    /// <summary>Queries that are computed at once.</summary>
    public const int Queries = 4;

    /// <summary>Computes s·q and t·q.</summary>
    /// <param name="row">s [D], then t [D].</param>
    /// <param name="queries">Four query vectors, [4, D].</param>
    /// <param name="spatial">Takes s·q of each query, [4].</param>
    /// <param name="temporal">Takes t·q of each query, [4].</param>
    public static void Dot(ReadOnlySpan<float> row, ReadOnlySpan<float> queries, Span<float> spatial, Span<float> temporal)
    {
        var width = row.Length / 2;
        ArgumentOutOfRangeException.ThrowIfNotEqual(queries.Length, Queries * width);
        var s = row[..width];
        var t = row[width..];
        var a = queries[..width];
        var b = queries.Slice(width, width);
        var c = queries.Slice(2 * width, width);
        var d = queries.Slice(3 * width, width);
        Vector<float> sa = default, sb = default, sc = default, sd = default, ta = default, tb = default, tc = default, td = default;
        var whole = width - (width % Vector<float>.Count);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector<float>.Count)
        {
            var (vs, vt) = (Load(s, i), Load(t, i));
            var query = Load(a, i);
            (sa, ta) = (Vector.MultiplyAddEstimate(vs, query, sa), Vector.MultiplyAddEstimate(vt, query, ta));
            query = Load(b, i);
            (sb, tb) = (Vector.MultiplyAddEstimate(vs, query, sb), Vector.MultiplyAddEstimate(vt, query, tb));
            query = Load(c, i);
            (sc, tc) = (Vector.MultiplyAddEstimate(vs, query, sc), Vector.MultiplyAddEstimate(vt, query, tc));
            query = Load(d, i);
            (sd, td) = (Vector.MultiplyAddEstimate(vs, query, sd), Vector.MultiplyAddEstimate(vt, query, td));
        }

        (spatial[0], spatial[1], spatial[2], spatial[3]) = (Vector.Sum(sa), Vector.Sum(sb), Vector.Sum(sc), Vector.Sum(sd));
        (temporal[0], temporal[1], temporal[2], temporal[3]) = (Vector.Sum(ta), Vector.Sum(tb), Vector.Sum(tc), Vector.Sum(td));
        for (var i = whole; i < width; i++)
        {
            for (var query = 0; query < Queries; query++)
            {
                spatial[query] += s[i] * queries[(query * width) + i];
                temporal[query] += t[i] * queries[(query * width) + i];
            }
        }
    }

    private static Vector<float> Load(ReadOnlySpan<float> values, nuint at) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(values), at);
}
