using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Model.Tokenization;

/// <summary>Full Unicode lower-casing, as the published tokenizer's language does it, the same on every machine and culture.</summary>
/// <remarks>Beyond one-to-one mappings the Unicode standard has two rules that apply in every language: a capital I with a dot becomes two
/// characters, and a capital sigma at the end of a word becomes the final sigma. .NET applies neither.</remarks>
internal static class LowerCasing
{
    private const int CapitalIWithDot = 0x130;
    private const int CapitalSigma = 0x3A3;

    /// <summary>The text in lower case; a lone surrogate stays as it is.</summary>
    public static string ToLower(string text)
    {
        var result = new StringBuilder(text.Length);
        var position = 0;
        while (position < text.Length)
        {
            var wellFormed = Rune.TryGetRuneAt(text, position, out var rune);
            var length = wellFormed ? rune.Utf16SequenceLength : 1;
            if (!wellFormed)
                _ = result.Append(text[position]);
            else if (rune.Value == CapitalIWithDot)
                _ = result.Append("i\u0307");
            else if (rune.Value == CapitalSigma)
                _ = result.Append(EndsWord(text, position) ? '\u03C2' : '\u03C3');
            else
                _ = result.Append(Rune.ToLowerInvariant(rune).ToString());
            position += length;
        }

        return result.ToString();
    }

    /// <summary>A cased letter before, none after, whatever may be ignored in between.</summary>
    private static bool EndsWord(string text, int sigma)
    {
        var before = sigma;
        Rune neighbour;
        do
        {
            if (!TryGetRuneBefore(text, ref before, out neighbour))
                return false;
        }
        while (IsCaseIgnorable(neighbour));
        if (!IsCased(neighbour))
            return false;

        var after = sigma + 1;
        while (after < text.Length)
        {
            neighbour = Rune.TryGetRuneAt(text, after, out var found) ? found : Rune.ReplacementChar;
            if (!IsCaseIgnorable(neighbour))
                return !IsCased(neighbour);
            after += neighbour.Utf16SequenceLength;
        }

        return true;
    }

    private static bool TryGetRuneBefore(string text, ref int position, out Rune rune)
    {
        rune = default;
        if (position == 0)
            return false;
        _ = Rune.DecodeLastFromUtf16(text.AsSpan(0, position), out rune, out var length);
        position -= length;
        return true;
    }

    private static bool IsCaseIgnorable(Rune rune) => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || rune.Value is 0x27 or 0x2E or 0x3A or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A;

    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
