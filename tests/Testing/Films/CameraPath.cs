namespace MoTE.Indexing.Testing.Films;

/// <summary>Where a camera looks.</summary>
/// <param name="X">Columns of the scene to the right of its start.</param>
/// <param name="Y">Rows below it.</param>
/// <param name="Zoom">1 for a pixel of the scene as a pixel of the picture, more for nearer.</param>
public readonly record struct CameraPlace(double X, double Y, double Zoom);

/// <summary>How a camera moves: its place, so many seconds after the start.</summary>
public static class CameraPath
{
    /// <summary>It stands.</summary>
    public static Func<double, CameraPlace> Still { get; } = _ => new CameraPlace(0, 0, 1);

    /// <summary>It turns.</summary>
    /// <param name="widths">Widths of the picture in a second; below 0 to the left.</param>
    /// <param name="from">The second in which it begins.</param>
    /// <param name="until">The second in which it ends.</param>
    public static Func<double, CameraPlace> Pan(double widths, double from = 0, double until = double.MaxValue) =>
        seconds => new CameraPlace(widths * Film.Width * (Math.Clamp(seconds, from, until) - from), 0, 1);

    /// <summary>It comes nearer.</summary>
    /// <param name="share">Of the size, in a second.</param>
    public static Func<double, CameraPlace> Zoom(double share) => seconds => new CameraPlace(0, 0, Math.Pow(1 + share, seconds));

    /// <summary>It is held in a hand.</summary>
    /// <param name="random">Chooses how.</param>
    /// <param name="pixels">How far it gets to either side.</param>
    public static Func<double, CameraPlace> Shake(Random random, double pixels)
    {
        double[] phases = [.. Enumerable.Range(0, 6).Select(_ => 2 * Math.PI * random.NextDouble())];
        return seconds => new CameraPlace(Swing(seconds, 0), Swing(seconds, 3), 1);

        double Swing(double seconds, int first) => pixels / 3 * Enumerable.Range(0, 3).Sum(i => Math.Sin((2 * Math.PI * (1.3 + (2.1 * i)) * seconds) + phases[first + i]));
    }
}
