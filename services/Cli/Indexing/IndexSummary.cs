using System.Globalization;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>The last lines of <c>mote index</c>.</summary>
internal static class IndexSummary
{
    public static IEnumerable<string> Of(IReadOnlyList<IndexOutcome> outcomes, string model, string place)
    {
        var indexed = outcomes.Where(outcome => outcome is { State: VideoState.Searchable, WasKnown: false }).ToList();
        var parts = new List<string>
        {
            $"{Words.Count(indexed.Count, "video")} indexed ({Words.Count(indexed.Sum(outcome => outcome.Segments), "segment")}) with {model} into {place}",
        };
        if (outcomes.Count(outcome => outcome.WasKnown) is > 0 and var known)
            parts.Add($"{known} already searchable");
        if (outcomes.Count(outcome => outcome.State == VideoState.Rejected) is > 0 and var rejected)
            parts.Add($"{rejected} rejected");
        yield return string.Join(", ", parts);
        var times = outcomes.Select(outcome => outcome.Times).Aggregate(new StageTimes(), (sum, next) => sum.Plus(next));
        if (times != new StageTimes())
            yield return $"Time at work: decode {Seconds(times.DecodeMs)}, preprocess {Seconds(times.PreprocessMs)}, encode {Seconds(times.EncodeMs)}, write {Seconds(times.WriteMs)}";
    }

    private static string Seconds(long milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.0} s");
}
