using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Safetensors;

/// <summary>Text out of a file that may be hostile, made fit for one sentence: short, on one line, in quotation marks.</summary>
internal static class Quoted
{
    private const int LongestShown = 120;

    public static string Name(string text)
    {
        var shown = new StringBuilder("'");
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, LongestShown)))
        {
            _ = char.IsControl(character) || char.IsSurrogate(character) ? shown.Append('?') : shown.Append(character);
        }

        return shown.Append(text.Length > LongestShown ? "...'" : "'").ToString();
    }

    public static string Shape(IEnumerable<long> shape) =>
        $"[{string.Join(", ", shape.Take(TensorShape.MaxRank + 1).Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";
}
