using System.Globalization;

namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>How the gain g of v = s + g·t is chosen.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Fixed">The gain itself, or null where the modulation decides.</param>
internal sealed record GainRule(string Name, float? Fixed)
{
    /// <summary>As the index does: modulated by the archive vocabulary and the query (specification 13.3).</summary>
    public static GainRule Archive { get; } = new("archive vocabulary + query", null);

    /// <summary>As the published zero-shot test does: modulated by the class set that is asked about; a single query has none and goes by the archive.</summary>
    public static GainRule ClassSet { get; } = new("class set", null);

    /// <summary>What an evaluation compares; the first is the index's own, the last single frames only.</summary>
    public static IReadOnlyList<GainRule> All { get; } = [Archive, ClassSet, Of(1), Of(0.3f), Of(0)];

    private static GainRule Of(float gain) => new(string.Create(CultureInfo.InvariantCulture, $"{gain:0.##}"), gain);
}
