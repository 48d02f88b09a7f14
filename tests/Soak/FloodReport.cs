using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Soak;

/// <summary>Floods as a Markdown table.</summary>
internal static class FloodReport
{
    private const double Mebibyte = 1 << 20;

    /// <summary>A row for each.</summary>
    public static string Write(IReadOnlyList<FloodResult> results)
    {
        var text = new StringBuilder();
        Line(text, $"| Videos | Workers | Accepted in | Done in | Videos a second | Chunks by worker | Processor time of workers | Most memory | Broker | Fullest queue | Lost | Double | Left over |");
        Line(text, $"|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var result in results)
        {
            var workers = result.Embedded.Keys.Select(worker => result.Processor[worker].TotalSeconds).ToList();
            Line(text, $"| {result.Files} | {workers.Count} | {result.AcceptTook.TotalSeconds:0.0} s | {result.WorkTook.TotalSeconds:0} s | {result.Files / result.WorkTook.TotalSeconds:0.00} | {string.Join(" + ", result.Embedded.Values)} | {workers.Sum():0} s | {string.Join(", ", result.Peaks.Select(Megabytes))} | {result.BrokerPeak / Mebibyte:0} MB | {result.QueuePeakBytes / 1024} KB | {result.Verdict.Lost.Count} | {result.Verdict.Double.Count} | {result.Verdict.Left.Count} |");
        }

        foreach (var complaint in results.SelectMany(result => result.Verdict.Complaints))
        {
            Line(text, $"* {complaint}");
        }

        return text.ToString();
    }

    private static string Megabytes(KeyValuePair<string, long> peak) => string.Create(CultureInfo.InvariantCulture, $"{peak.Key} {peak.Value / Mebibyte:0} MB");

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
