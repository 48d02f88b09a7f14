using System.Text;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>Finds runs of characters that look like UTF-8 read in a Latin encoding, inside text that is otherwise right.</summary>
internal static class EmbeddedMojibake
{
    // Dashes, quotes, bullet and ellipsis mostly stand for themselves, also next to mojibake.
    private const string StandForThemselves = "–—―‘’‚“”„•…";

    // Lead bytes of two-byte, three-byte and (the ones in use) four-byte sequences, and bytes that continue a sequence.
    private static readonly HashSet<char> _firstOfTwo = ReadingsOf(0xC2, 0xDF);
    private static readonly HashSet<char> _firstOfThree = ReadingsOf(0xE0, 0xEF);
    private static readonly HashSet<char> _firstOfFour = ReadingsOf(0xF0, 0xF0).Union(ReadingsOf(0xF3, 0xF3)).ToHashSet();
    private static readonly HashSet<char> _continuationStrict = ReadingsOf(0x80, 0xBF).Except(StandForThemselves).ToHashSet();

    // A space may once have been the no-break space that continues a sequence.
    private static readonly HashSet<char> _continuation = ReadingsOf(0x80, 0xBF).Append(' ').ToHashSet();

    /// <summary>The text with every run replaced.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="replace">What to make of a run.</param>
    public static string Replace(string text, Func<string, string> replace)
    {
        var result = new StringBuilder(text.Length);
        var position = 0;
        while (position < text.Length)
        {
            var length = position > 0 && _continuationStrict.Contains(text[position - 1]) ? 0 : RunLength(text.AsSpan(position));
            _ = length > 0 ? result.Append(replace(text.Substring(position, length))) : result.Append(text[position]);
            position += Math.Max(length, 1);
        }

        return result.ToString();
    }

    private static int RunLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && SequenceLength(text[length..]) is > 0 and var more)
            length += more;
        return length;
    }

    private static int SequenceLength(ReadOnlySpan<char> text)
    {
        if (_firstOfTwo.Contains(text[0]) && Continues(text, 2))
            return 2;
        if (_firstOfThree.Contains(text[0]) && Continues(text, 3))
            return 3;
        return _firstOfFour.Contains(text[0]) && Continues(text, 4) ? 4 : 0;
    }

    private static bool Continues(ReadOnlySpan<char> text, int length)
    {
        if (text.Length < length)
            return false;
        foreach (var unit in text[1..length])
        {
            if (!_continuation.Contains(unit))
                return false;
        }

        return true;
    }

    private static HashSet<char> ReadingsOf(byte first, byte last) =>
        SingleByteEncoding.LatinLike.SelectMany(encoding => Enumerable.Range(first, last - first + 1)
            .Select(value => encoding.CharacterOf((byte)value))).ToHashSet();
}
