namespace MoTE.Indexing.Media.Shots;

/// <summary>A length of time around a frame. Where there are more than 120 frames a second it is shorter, so that it never holds many.</summary>
/// <param name="Length">The time.</param>
/// <param name="MostFrames">Frames that it reaches at most.</param>
internal readonly record struct Reach(TimeSpan Length, int MostFrames)
{
    /// <summary>A reach of so many seconds.</summary>
    public static Reach Of(double seconds) => new(TimeSpan.FromSeconds(seconds), Math.Max(1, (int)(120 * seconds)));
}
