using System.Numerics;
using System.Runtime.InteropServices;

namespace MoTE.Indexing.Index;

/// <summary>Pairs of vectors s and t in memory, and their dot products with queries.</summary>
/// <remarks>
/// A row holds a few numbers of s, then as many of t, then the next of s, as many as the machine computes at once: so it is read from its
/// beginning to its end, at the speed of memory. A row is read once for four queries, and what waits for memory does the four in nearly the
/// time of one: therefore their numbers lie the same way. Every sum is made in the same order whatever is computed beside it: a score does not depend on what is asked at the same time.
/// </remarks>
internal static class VectorPairs
{
    /// <summary>Queries that <see cref="DotFour"/> computes at once.</summary>
    public const int Four = 4;

    private static readonly int Lanes = Vector<float>.Count;

    /// <summary>Numbers that a query takes: its width, filled up with zeros.</summary>
    public static int Padded(int width) => (width + Lanes - 1) / Lanes * Lanes;

    /// <summary>Lays a pair in a row.</summary>
    /// <param name="spatial">s [D].</param>
    /// <param name="temporal">t [D].</param>
    /// <param name="row">Twice <see cref="Padded"/> numbers.</param>
    public static void Pack(ReadOnlySpan<float> spatial, ReadOnlySpan<float> temporal, Span<float> row)
    {
        for (var i = 0; i < spatial.Length; i += Lanes)
        {
            var count = Math.Min(Lanes, spatial.Length - i);
            var at = row.Slice(2 * i, 2 * Lanes);
            at.Clear();
            spatial.Slice(i, count).CopyTo(at);
            temporal.Slice(i, count).CopyTo(at[Lanes..]);
        }
    }

    /// <summary>Takes a pair out of a row.</summary>
    public static (float[] Spatial, float[] Temporal) Unpack(ReadOnlySpan<float> row, int width)
    {
        var (spatial, temporal) = (new float[width], new float[width]);
        for (var i = 0; i < width; i += Lanes)
        {
            var count = Math.Min(Lanes, width - i);
            row.Slice(2 * i, count).CopyTo(spatial.AsSpan(i));
            row.Slice((2 * i) + Lanes, count).CopyTo(temporal.AsSpan(i));
        }

        return (spatial, temporal);
    }

    /// <summary>Lays one of four queries among the others.</summary>
    /// <param name="query">q [D].</param>
    /// <param name="place">Which of the four it is, from 0.</param>
    /// <param name="four">Four times <see cref="Padded"/> numbers; those that are nobody's stay as they are.</param>
    public static void PackFour(ReadOnlySpan<float> query, int place, Span<float> four)
    {
        for (var i = 0; i < query.Length; i += Lanes)
        {
            query.Slice(i, Math.Min(Lanes, query.Length - i)).CopyTo(four[((Four * i) + (place * Lanes))..]);
        }
    }

    /// <summary>s·q and t·q.</summary>
    /// <param name="row">A pair.</param>
    /// <param name="query">q, padded.</param>
    public static (float Spatial, float Temporal) DotOne(ReadOnlySpan<float> row, ReadOnlySpan<float> query)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, 2 * query.Length);
        ref var pair = ref MemoryMarshal.GetReference(row);
        ref var q = ref MemoryMarshal.GetReference(query);
        Vector<float> s = default, t = default;
        for (nuint i = 0; i < (nuint)query.Length; i += (nuint)Lanes)
        {
            var value = Vector.LoadUnsafe(ref q, i);
            s = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref pair, 2 * i), value, s);
            t = Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref pair, (2 * i) + (nuint)Lanes), value, t);
        }

        return (Vector.Sum(s), Vector.Sum(t));
    }

    /// <summary>s·q and t·q of four queries, the same numbers as <see cref="DotOne"/> gives for each.</summary>
    /// <param name="row">A pair.</param>
    /// <param name="queries">Four q, as <see cref="PackFour"/> lays them.</param>
    /// <param name="spatial">Takes s·q [4].</param>
    /// <param name="temporal">Takes t·q [4].</param>
    public static void DotFour(ReadOnlySpan<float> row, ReadOnlySpan<float> queries, Span<float> spatial, Span<float> temporal)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(2 * row.Length, queries.Length);
        var width = (nuint)(queries.Length / Four);
        ref var pair = ref MemoryMarshal.GetReference(row);
        ref var q = ref MemoryMarshal.GetReference(queries);
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
        for (nuint i = 0; i < width; i += (nuint)Lanes)
        {
            var s = Vector.LoadUnsafe(ref pair, 2 * i);
            var t = Vector.LoadUnsafe(ref pair, (2 * i) + (nuint)Lanes);
            var value = Vector.LoadUnsafe(ref q, Four * i);
            s0 = Vector.MultiplyAddEstimate(s, value, s0);
            t0 = Vector.MultiplyAddEstimate(t, value, t0);
            value = Vector.LoadUnsafe(ref q, (Four * i) + (nuint)Lanes);
            s1 = Vector.MultiplyAddEstimate(s, value, s1);
            t1 = Vector.MultiplyAddEstimate(t, value, t1);
            value = Vector.LoadUnsafe(ref q, (Four * i) + (nuint)(2 * Lanes));
            s2 = Vector.MultiplyAddEstimate(s, value, s2);
            t2 = Vector.MultiplyAddEstimate(t, value, t2);
            value = Vector.LoadUnsafe(ref q, (Four * i) + (nuint)(3 * Lanes));
            s3 = Vector.MultiplyAddEstimate(s, value, s3);
            t3 = Vector.MultiplyAddEstimate(t, value, t3);
        }

        (spatial[0], spatial[1], spatial[2], spatial[3]) = (Vector.Sum(s0), Vector.Sum(s1), Vector.Sum(s2), Vector.Sum(s3));
        (temporal[0], temporal[1], temporal[2], temporal[3]) = (Vector.Sum(t0), Vector.Sum(t1), Vector.Sum(t2), Vector.Sum(t3));
    }
}
