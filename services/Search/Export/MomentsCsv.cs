using System.Globalization;

namespace MoTE.Indexing.Search.Export;

/// <summary>Moments as a table for spreadsheets: RFC 4180, a header, times in seconds.</summary>
public static class MomentsCsv
{
    private const string NewLine = "\r\n";

    // A spreadsheet takes a field that begins so for a formula and runs it; titles and file names come from anybody.
    private const string FormulaStarts = "=+-@\t\r";

    /// <summary>Writes the table, a line a moment in the order given.</summary>
    public static void Write(TextWriter output, IEnumerable<ListedMoment> moments)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(moments);
        Line(output, "title", "from", "to", "relevance", "score", "file", "videoId", "link");
        foreach (var moment in moments)
        {
            Line(
                output,
                Text(moment.Title),
                Seconds(moment.Start),
                Seconds(moment.End),
                moment.Relevance.ToString("0.####", CultureInfo.InvariantCulture),
                moment.Score.ToString("0.####", CultureInfo.InvariantCulture),
                Text(moment.Source),
                moment.VideoId,
                Text(moment.Link));
        }
    }

    private static void Line(TextWriter output, params IEnumerable<string> fields) => output.Write(string.Join(',', fields) + NewLine);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(string text)
    {
        var harmless = text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return harmless.AsSpan().ContainsAny(",\"\r\n") ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
