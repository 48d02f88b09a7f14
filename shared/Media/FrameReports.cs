using System.Globalization;
using System.Threading.Channels;

namespace MoTE.Indexing.Media;

/// <summary>Reads the reports of FFmpeg's showinfo filter, one per decoded frame, in the order in which frames leave the decoder.</summary>
/// <remarks>
/// A report begins its line, which text from the file cannot do: FFmpeg indents metadata. Times come from the integer time stamp and the time
/// base, because the decimal form has six digits only.
/// </remarks>
internal sealed class FrameReports(double? frameRate)
{
    private readonly Channel<FrameMark> _marks = Channel.CreateUnbounded<FrameMark>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly TimeSpan _frame = TimeSpan.FromSeconds(1 / Math.Clamp(frameRate ?? 25, 0.001, 1000));
    private double _timeBase;
    private TimeSpan? _last;
    private volatile int _count;
    private volatile bool _restarted;

    /// <summary>The reports, in order.</summary>
    public ChannelReader<FrameMark> Marks => _marks.Reader;

    /// <summary>Frames decoded so far.</summary>
    public int Count => _count;

    /// <summary>True when the picture format changed in mid-stream, so that FFmpeg counts frames from 0 again.</summary>
    public bool Restarted => _restarted;

    /// <summary>Ends <see cref="Marks"/> when no more lines will come.</summary>
    public async Task CompleteAfterAsync(Task errorsEnded)
    {
        try
        {
            await errorsEnded.ConfigureAwait(false);
        }
        finally
        {
            _ = _marks.Writer.TryComplete();
        }
    }

    /// <summary>Takes one line of the error stream.</summary>
    public void Take(string line)
    {
        if (!line.StartsWith("[Parsed_showinfo_", StringComparison.Ordinal)) return;
        var text = line.AsSpan();
        if (After(text, "] n:", out var rest) && Integer(ref rest, out var number))
        {
            if (number == 0 && Count > 0) _restarted = true;
            var (width, height) = Size(rest);
            _last = Time(rest);
            _ = _marks.Writer.TryWrite(new FrameMark(_count++, _last.Value, width, height));
        }
        else if (After(text, "config in time_base: ", out rest) && Integer(ref rest, out var numerator) && rest.StartsWith("/"))
        {
            rest = rest[1..];
            if (Integer(ref rest, out var denominator) && denominator > 0) _timeBase = (double)numerator / denominator;
        }
    }

    private TimeSpan Time(ReadOnlySpan<char> rest)
    {
        var known = After(rest, "pts:", out rest) && Integer(ref rest, out var stamp) ? MediaTime.FromSeconds(stamp * _timeBase) : null;
        return known ?? _last + _frame ?? TimeSpan.Zero;
    }

    private static (int Width, int Height) Size(ReadOnlySpan<char> rest)
    {
        var known = After(rest, " s:", out rest) && Integer(ref rest, out var width) & After(rest, "x", out rest) && Integer(ref rest, out var height)
            ? ((int)width, (int)height)
            : (0, 0);
        return known;
    }

    private static bool After(ReadOnlySpan<char> text, string mark, out ReadOnlySpan<char> rest)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        rest = at < 0 ? text : text[(at + mark.Length)..];
        return at >= 0;
    }

    private static bool Integer(ref ReadOnlySpan<char> text, out long value)
    {
        text = text.TrimStart(' ');
        var length = text.StartsWith("-") ? 1 : 0;
        while (length < text.Length && char.IsAsciiDigit(text[length])) length++;
        var parsed = long.TryParse(text[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        text = text[length..];
        return parsed;
    }
}
