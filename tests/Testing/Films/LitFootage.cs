namespace MoTE.Indexing.Testing.Films;

/// <summary>Footage in a light that changes.</summary>
/// <param name="footage">As it was.</param>
/// <param name="light">By how much samples are multiplied, and what is added to them then, so many seconds after the start.</param>
public sealed class LitFootage(IFootage footage, Func<double, (double Factor, double Added)> light) : IFootage
{
    /// <summary>Something flashes for so many seconds.</summary>
    public static LitFootage Flash(IFootage footage, double at, double length) => new(footage, seconds => seconds >= at && seconds < at + length ? (0.4, 150) : (1, 0));

    /// <summary>Lights go off, or on.</summary>
    public static LitFootage Switched(IFootage footage, double at, bool on) => new(footage, seconds => seconds < at == on ? (0.35, 0) : (1, 0));

    /// <summary>The light changes slowly, from the picture's own to a share of it.</summary>
    public static LitFootage Dimmed(IFootage footage, double at, double length, double share) =>
        new(footage, seconds => (double.Lerp(1, share, Math.Clamp((seconds - at) / length, 0, 1)), 0));

    /// <inheritdoc/>
    public void Paint(double seconds, Span<float> samples)
    {
        footage.Paint(seconds, samples);
        var (factor, added) = light(seconds);
        foreach (ref var sample in samples) sample = (float)Math.Clamp((sample * factor) + added, 0, 255);
    }
}
