namespace MoTE.Indexing.Testing.Films;

/// <summary>Footage that something passes before, near the camera, from left to right: a bus, or somebody's back.</summary>
/// <param name="footage">What is behind.</param>
/// <param name="thing">What the thing looks like; it takes its place from it.</param>
/// <param name="at">The second in which the thing comes in.</param>
/// <param name="width">How wide it is, in widths of the picture.</param>
/// <param name="speed">How fast it is, in widths of the picture a second.</param>
/// <param name="furthest">Where its front stops, in widths of the picture; it passes when that is far enough.</param>
public sealed class PassedFootage(IFootage footage, IFootage thing, double at, double width, double speed, double furthest = double.MaxValue) : IFootage
{
    private readonly float[] _thing = new float[3 * Film.Width * Film.Height];

    /// <inheritdoc/>
    public void Paint(double seconds, Span<float> samples)
    {
        footage.Paint(seconds, samples);
        if (seconds < at) return;
        thing.Paint(0, _thing);
        var front = (int)(Math.Min((seconds - at) * speed, furthest) * Film.Width);
        var back = front - (int)(width * Film.Width);
        for (var pixel = 0; pixel < Film.Width * Film.Height; pixel++)
        {
            var (x, line) = (pixel % Film.Width, pixel / Film.Width * Film.Width);
            if (x >= back && x < front) _thing.AsSpan(3 * (line + ((front - x) % Film.Width)), 3).CopyTo(samples[(3 * pixel)..]);
        }
    }
}
