using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>The last line of <c>mote index</c>.</summary>
internal static class IndexSummary
{
    public static string Of(IReadOnlyList<IndexOutcome> outcomes, string model, string dataFolder)
    {
        var indexed = outcomes.Where(outcome => outcome is { State: VideoState.Searchable, WasKnown: false }).ToList();
        var parts = new List<string>
        {
            $"{Words.Count(indexed.Count, "video")} indexed ({Words.Count(indexed.Sum(outcome => outcome.Segments), "segment")}) with {model} into {dataFolder}",
        };
        if (outcomes.Count(outcome => outcome.WasKnown) is > 0 and var known)
            parts.Add($"{known} already searchable");
        if (outcomes.Count(outcome => outcome.State == VideoState.Rejected) is > 0 and var rejected)
            parts.Add($"{rejected} rejected");
        return string.Join(", ", parts);
    }
}
