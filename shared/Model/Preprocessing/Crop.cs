namespace MoTE.Indexing.Model.Preprocessing;

/// <summary>One square part of a resized frame.</summary>
/// <param name="X">Columns left of it.</param>
/// <param name="Y">Rows above it.</param>
/// <param name="Mirrored">Whether it is flipped left to right afterwards.</param>
public readonly record struct Crop(int X, int Y, bool Mirrored)
{
    /// <summary>The crops of a resized frame, in the published order (specification 7.7).</summary>
    /// <param name="width">Columns of the resized frame, at least <paramref name="resolution"/>.</param>
    /// <param name="height">Rows of the resized frame, at least <paramref name="resolution"/>.</param>
    /// <param name="resolution">Side of a crop in pixels.</param>
    /// <param name="mode">Which crops.</param>
    public static Crop[] Of(int width, int height, int resolution, CropMode mode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, resolution);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, resolution);
        var (x, y) = ((width - resolution) / 4, (height - resolution) / 4);
        var centre = new Crop(2 * x, 2 * y, false);
        Crop[] five = [new(0, 0, false), new(4 * x, 0, false), new(0, 4 * y, false), new(4 * x, 4 * y, false), centre];
        return mode switch
        {
            CropMode.Centre => [new(RoundHalf(width - resolution), RoundHalf(height - resolution), false)],
            CropMode.Three => [new(0, 2 * y, false), new(4 * x, 2 * y, false), centre],
            CropMode.Five => five,
            CropMode.Ten => [.. five.SelectMany(crop => new[] { crop, crop with { Mirrored = true } })],
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown crop mode."),
        };
    }

    private static int RoundHalf(int margin) => (int)Math.Round(margin / 2.0, MidpointRounding.ToEven);
}
