namespace MoTE.Indexing.Model.Preprocessing;

/// <summary>Maps 8-bit samples to what a model was trained on: (sample / 255 - mean) / std per channel, in single precision.</summary>
/// <remarks>Source: specification 7.7. Immutable; safe to share between threads.</remarks>
public sealed class PixelNormalization
{
    private readonly float[] _table = new float[3 * 256];

    /// <summary>Creates the mapping of a model bundle.</summary>
    /// <param name="mean">Mean of red, green, blue, in 0..1.</param>
    /// <param name="std">Standard deviation of red, green, blue; above 0.</param>
    /// <exception cref="ArgumentException">There are not three of each, or a deviation is not above 0.</exception>
    public PixelNormalization(IReadOnlyList<float> mean, IReadOnlyList<float> std)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(std);
        if (mean.Count != 3 || std.Count != 3 || !std.All(value => value > 0))
        {
            throw new ArgumentException($"Normalisation needs three means and three deviations above 0, but has {mean.Count} and {std.Count}.");
        }

        for (var channel = 0; channel < 3; channel++)
        {
            for (var sample = 0; sample < 256; sample++)
            {
                _table[(256 * channel) + sample] = ((sample / 255f) - mean[channel]) / std[channel];
            }
        }
    }

    /// <summary>The mapping that CLIP was trained with.</summary>
    public static PixelNormalization Clip { get; } =
        new([0.48145466f, 0.4578275f, 0.40821073f], [0.26862954f, 0.26130258f, 0.27577711f]);

    /// <summary>Normalises pictures.</summary>
    /// <param name="planes">Samples [N, 3, R, R].</param>
    /// <param name="resolution">R.</param>
    /// <param name="values">Receives as many values, in the same order.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no multiple of 3·R·R.</exception>
    public void Apply(ReadOnlySpan<byte> planes, int resolution, Span<float> values)
    {
        var area = resolution * resolution;
        if (area <= 0 || planes.Length % (3 * area) != 0 || values.Length != planes.Length)
        {
            throw new ArgumentException($"Pictures of 3x{resolution}x{resolution} were expected, but there are {planes.Length} samples and {values.Length} values.");
        }

        for (var start = 0; start < planes.Length; start += area)
        {
            var table = _table.AsSpan(256 * (start / area % 3), 256);
            var source = planes.Slice(start, area);
            var target = values.Slice(start, area);
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = table[source[i]];
            }
        }
    }
}
