using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Soak;

/// <summary>A run as Markdown.</summary>
internal static class SoakReport
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Two tables and what is wrong.</summary>
    public static string Write(SoakResult result)
    {
        var (text, verdict) = (new StringBuilder(), result.Verdict);
        Line(text, $"| Fault | Times | Until it was over, median | longest |");
        Line(text, $"|---|---|---|---|");
        foreach (var fault in result.Faults.GroupBy(fault => fault.Name).OrderBy(fault => fault.Key, StringComparer.Ordinal))
        {
            var lasted = fault.Select(one => one.Lasted.TotalSeconds).Order().ToList();
            Line(text, $"| {fault.Key} | {lasted.Count} | {lasted[lasted.Count / 2]:0.0} s | {lasted[^1]:0.0} s |");
        }

        Line(text, $"");
        Line(text, $"| Files accepted | Tried again | Searchable | Rejected | Segments | Lost | Double | Left over | Load took | Then settled in |");
        Line(text, $"|---|---|---|---|---|---|---|---|---|---|");
        Line(text, $"| {verdict.Accepted} | {result.TriesAgain} | {verdict.Searchable} | {verdict.Rejected} | {verdict.SegmentsFound} of {verdict.SegmentsExpected} | {verdict.Lost.Count} | {verdict.Double.Count} | {verdict.Left.Count} | {result.LoadTook:mm\\:ss} | {result.SettleTook:mm\\:ss} |");
        Line(text, $"");
        Line(text, $"Elasticsearch refused {result.RefusedRequests} requests. Most memory: {string.Join(", ", result.Peaks.Select(peak => string.Create(CultureInfo.InvariantCulture, $"{peak.Key} {peak.Value / Mebibyte:0} MB")))}. Machine: {Environment.ProcessorCount} processors.");
        foreach (var complaint in verdict.Complaints)
        {
            Line(text, $"* {complaint}");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
