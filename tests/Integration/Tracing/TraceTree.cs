using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Integration.Tracing;

/// <summary>The spans of one trace, each under the one that it belongs to.</summary>
internal sealed class TraceTree
{
    private readonly Dictionary<string, TracedSpan> _spans;
    private readonly ILookup<string, TracedSpan> _children;

    /// <summary>Orders the spans of a trace.</summary>
    public TraceTree(IEnumerable<TracedSpan> spans)
    {
        _spans = spans.ToDictionary(span => span.Id);
        _children = _spans.Values.OrderBy(span => span.Start).ToLookup(span => span.Parent);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<TracedSpan> Spans => _spans.Values;

    /// <summary>Those that belong to none that is here.</summary>
    public IReadOnlyList<TracedSpan> Roots => [.. _spans.Values.Where(span => !_spans.ContainsKey(span.Parent))];

    /// <summary>A span, the one that it belongs to, and so on to the root.</summary>
    public IEnumerable<TracedSpan> Ancestry(TracedSpan span)
    {
        for (var current = span; current is not null; current = _spans.GetValueOrDefault(current.Parent))
        {
            yield return current;
        }
    }

    /// <summary>A line for each span: service, what was done, start after that of the trace and duration in milliseconds.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var root in Roots)
        {
            Draw(text, root, depth: 0, root.Start);
        }

        return text.ToString();
    }

    private void Draw(StringBuilder text, TracedSpan span, int depth, TimeSpan origin)
    {
        var what = $"{new string(' ', 2 * depth)}{span.Service}: {span.Name}";
        _ = text.AppendLine(CultureInfo.InvariantCulture, $"{what,-100}{(span.Start - origin).TotalMilliseconds,8:F0}{span.Duration.TotalMilliseconds,8:F1}");
        foreach (var child in _children[span.Id])
        {
            Draw(text, child, depth + 1, origin);
        }
    }
}
