using System.Collections.Concurrent;

namespace MoTE.Indexing.Model.Preprocessing;

/// <summary>Taps and fixed-point weights that resize one dimension from one length to another.</summary>
/// <remarks>Source: specification 7.7 (Pillow's resampling for 8-bit samples): 22 fractional bits, weights rounded half away from zero.</remarks>
internal sealed class ResampleWeights
{
    /// <summary>Fractional bits of a weight.</summary>
    public const int FractionBits = 22;

    private const int CacheLimit = 2048;
    private const int LongestCached = 16384;
    private static readonly ConcurrentDictionary<(int From, int To, ResampleFilter Filter), ResampleWeights> Cache = new();

    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly int[] _values;
    private readonly int _stride;
    private readonly int _first;

    private ResampleWeights(int from, int to, ResampleFilter filter, int first, int length)
    {
        var scale = (double)from / to;
        var filterScale = Math.Max(scale, 1.0);
        var support = (filter == ResampleFilter.Bicubic ? 2.0 : 1.0) * filterScale;
        _stride = ((int)Math.Ceiling(support) * 2) + 1;
        _first = first;
        _starts = new int[length];
        _counts = new int[length];
        _values = new int[length * _stride];
        var raw = new double[_stride];
        for (var i = 0; i < length; i++)
        {
            var centre = (first + i + 0.5) * scale;
            var start = Math.Max(0, (int)(centre - support + 0.5));
            var count = Math.Min(from, (int)(centre + support + 0.5)) - start;
            var sum = 0.0;
            for (var tap = 0; tap < count; tap++)
            {
                raw[tap] = Kernel(filter, (tap + start - centre + 0.5) * (1.0 / filterScale));
                sum += raw[tap];
            }

            _starts[i] = start;
            _counts[i] = count;
            for (var tap = 0; tap < count; tap++)
            {
                var weight = (sum != 0 ? raw[tap] / sum : raw[tap]) * (1 << FractionBits);
                _values[(i * _stride) + tap] = (int)(weight < 0 ? weight - 0.5 : weight + 0.5);
            }
        }
    }

    /// <summary>The weights for a pair of lengths; computed once, or for the wanted part only where the result is absurdly long.</summary>
    public static ResampleWeights For(int from, int to, ResampleFilter filter, int first, int length)
    {
        if (to > LongestCached) return new ResampleWeights(from, to, filter, first, length);
        if (Cache.TryGetValue((from, to, filter), out var known)) return known;
        if (Cache.Count >= CacheLimit) Cache.Clear();
        return Cache.GetOrAdd((from, to, filter), static key => new ResampleWeights(key.From, key.To, key.Filter, 0, key.To));
    }

    /// <summary>First sample that an output position reads.</summary>
    public int Start(int output) => _starts[output - _first];

    /// <summary>The sample after the last one that an output position reads.</summary>
    public int End(int output) => _starts[output - _first] + _counts[output - _first];

    /// <summary>Weights of an output position, one per sample read.</summary>
    public ReadOnlySpan<int> Values(int output) => _values.AsSpan((output - _first) * _stride, _counts[output - _first]);

    private static double Kernel(ResampleFilter filter, double x)
    {
        x = Math.Abs(x);
        if (filter == ResampleFilter.Bilinear) return x < 1.0 ? 1.0 - x : 0.0;
        const double A = -0.5;
        if (x < 1.0) return ((((A + 2.0) * x) - (A + 3.0)) * x * x) + 1;
        return x < 2.0 ? ((((x - 5) * x) + 8) * x - 4) * A : 0.0;
    }
}
