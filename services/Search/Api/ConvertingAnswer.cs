namespace MoTE.Indexing.Search.Api;

/// <summary>A video that cannot be played yet.</summary>
/// <param name="State">converting.</param>
/// <param name="Done">How much of it is converted, 0 to 1.</param>
public sealed record ConvertingAnswer(string State, double Done)
{
    /// <summary>How far a conversion is.</summary>
    internal static ConvertingAnswer Of(TimeSpan done, TimeSpan duration) =>
        new("converting", duration > TimeSpan.Zero ? Math.Round(Math.Clamp(done / duration, 0, 1), 3) : 0);
}
