using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>The classes of the characters that appear when UTF-8 is read in another encoding.</summary>
/// <remarks>The sets are those of ftfy 6.3.1, whose verdicts the published tokenizer relies on.</remarks>
internal static class MojibakeClasses
{
    private static readonly FrozenDictionary<char, MojibakeClass> _classes = Collect(
        (MojibakeClass.Common, "\u00A0 \u00AD ´ · – — ― ’ …"),
        (MojibakeClass.C1, "\u0080-\u009F"),
        (MojibakeClass.Bad, "¤ ¦ ¨ ª ¬ ¯ ¸ º ƒ ˆ ˇ ˘ ˛ ˜ † ‡ ‰ ⌐ ◊ \uFFFD"),
        (MojibakeClass.Law, "§ ¶"),
        (MojibakeClass.Currency, "¢ £ ¥ ₧ €"),
        (MojibakeClass.StartPunctuation, "¡ © « ¿ ΄ ΅ ‘ ‚ “ „ • ‹ \uF8FF"),
        (MojibakeClass.EndPunctuation, "® » ˝ ” › ™"),
        (MojibakeClass.Numeric, "± ² ³ µ ¹ ¼ ½ ¾ × ÷ ⁄ № ∂ ∆ ∏ ∑ √ ∞ ∩ ∫ ≈ ≠ ≡ ≤ ≥"),
        (MojibakeClass.Kaomoji, "° Ò-Ö Ù-Ü ò-ö ø-ü Ō Ő Ū Ų"),
        (MojibakeClass.UpperAccented, "À-Ñ Ø Ü Ý Ā Ă Ą Ć Č Ď Đ Ē Ė Ę Ě Ğ Ģ Ī İ Ķ Ĺ Ļ Ľ Ł Ń Ņ Ň Œ Ř Ś Ş Š Ţ Ť Ů Ű Ÿ Ź Ż Ž Ґ"),
        (MojibakeClass.LowerAccented, "ß-ñ ü ā ă ą ć č ď đ ē ė ę ě ğ ģ ī į ķ ĺ ļ ľ ł œ ŕ ś ş š ť ź ż ž ґ \uFB01 \uFB02"),
        (MojibakeClass.UpperCommon, "Þ Ά Έ-Ί Ό Ύ Ώ Α-Ϋ Ё-Я"),
        (MojibakeClass.LowerCommon, "ά-ω а-џ"),
        (MojibakeClass.Box, "│ ┌ ┐ ┘ ├ ┤ ┬ ┼ ═-╬ ▀ ▄ █ ▌ ▐-▓"));

    /// <summary>The characters beyond ASCII that have a class.</summary>
    public static IEnumerable<char> Members => _classes.Keys;

    /// <summary>The class of a UTF-16 unit; none for a character that wrong readings do not produce.</summary>
    public static MojibakeClass Of(char unit) => char.IsAscii(unit) ? OfAscii(unit) : _classes.GetValueOrDefault(unit);

    /// <summary>Whether the code point at a place is of one of the classes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">A place in it.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="length">UTF-16 units of the code point.</param>
    public static bool IsOneOf(ReadOnlySpan<char> text, int position, MojibakeClass classes, out int length)
    {
        _ = Rune.DecodeFromUtf16(text[position..], out var rune, out length);
        if (length == 1 && (Of(text[position]) & classes) != 0)
            return true;
        return ((classes & MojibakeClass.WhiteSpace) != 0 && IsWhiteSpace(rune))
            || ((classes & MojibakeClass.NoAsciiLetter) != 0 && !(rune.IsAscii && Rune.IsLetter(rune)))
            || ((classes & MojibakeClass.Word) != 0 && IsWord(rune))
            || ((classes & MojibakeClass.Any) != 0 && rune.Value != '\n');
    }

    private static MojibakeClass OfAscii(char unit) => unit switch
    {
        >= 'a' and <= 'z' => MojibakeClass.AsciiLower,
        >= 'A' and <= 'Z' => MojibakeClass.AsciiUpper,
        _ => MojibakeClass.None,
    };

    private static bool IsWhiteSpace(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is >= 0x1C and <= 0x1F;

    private static bool IsWord(Rune rune) => rune.Value == '_' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static FrozenDictionary<char, MojibakeClass> Collect(params ReadOnlySpan<(MojibakeClass Class, string Characters)> sets)
    {
        var classes = new Dictionary<char, MojibakeClass>();
        foreach (var (mojibakeClass, characters) in sets)
        {
            foreach (var range in characters.Split(' '))
            {
                for (var unit = range[0]; unit <= range[^1]; unit++)
                    classes[unit] = classes.GetValueOrDefault(unit) | mojibakeClass;
            }
        }

        return classes.ToFrozenDictionary();
    }
}
