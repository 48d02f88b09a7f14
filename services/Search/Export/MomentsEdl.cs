using System.Globalization;

namespace MoTE.Indexing.Search.Export;

/// <summary>Moments as an edit decision list (CMX 3600), which editing programs open as a timeline: the moments one after the other, cut hard, picture only.</summary>
/// <remarks>
/// Source times count from the start of the file, record times from 01:00:00:00. The reel is <c>AX</c>, as for every source that is a file; the file is
/// named below each event.
/// </remarks>
public static class MomentsEdl
{
    /// <summary>Most events of a list.</summary>
    public const int MostMoments = 999;

    private const int LongestTitle = 70;

    /// <summary>Writes the list.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="title">What the timeline is called.</param>
    /// <param name="moments">At most <see cref="MostMoments"/>, in the order of the timeline.</param>
    /// <param name="rate">The timeline's rate.</param>
    public static void Write(TextWriter output, string title, IReadOnlyList<ListedMoment> moments, EditRate rate)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(moments);
        ArgumentNullException.ThrowIfNull(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(moments.Count, MostMoments, nameof(moments));
        Line(output, $"TITLE: {OneLine(title, LongestTitle)}");
        Line(output, "FCM: NON-DROP FRAME");
        var record = rate.FramesOfAnHour;
        foreach (var (moment, number) in moments.Select((moment, at) => (moment, at + 1)))
        {
            var from = rate.FrameAt(moment.Start);
            var to = Math.Max(from + 1, rate.FrameAt(moment.End));
            var recordEnd = record + (to - from);
            Line(output, "");
            Line(output, string.Create(
                CultureInfo.InvariantCulture, $"{number:000}  AX       V     C        {rate.Timecode(from)} {rate.Timecode(to)} {rate.Timecode(record)} {rate.Timecode(recordEnd)}"));
            Line(output, $"* FROM CLIP NAME: {OneLine(Path.GetFileName(moment.Source))}");
            Line(output, string.Create(CultureInfo.InvariantCulture, $"* COMMENT: {OneLine(moment.Title)}, relevance {moment.Relevance:0.00}"));
            record = recordEnd;
        }
    }

    private static void Line(TextWriter output, string text) => output.Write(text + "\r\n");

    private static string OneLine(string text, int longest = int.MaxValue)
    {
        var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        return line.Length > longest ? line[..longest] : line;
    }
}
