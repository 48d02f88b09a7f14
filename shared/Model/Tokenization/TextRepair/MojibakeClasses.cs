using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>The classes of the characters that appear when UTF-8 is read in another encoding.</summary>
/// <remarks>The sets are those of ftfy 6.3.1, whose verdicts the published tokenizer relies on.</remarks>
internal static class MojibakeClasses
{
    private const string WhiteSpace = "\t\n\v\f\r\u001C\u001D\u001E\u001F \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
        + "\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    private static readonly Dictionary<char, MojibakeClass> _classes = Collect(
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

    /// <summary>The UTF-16 units of one of the classes, but for the classes with members all over Unicode.</summary>
    public static IEnumerable<char> MembersOf(MojibakeClass classes)
    {
        const MojibakeClass Unlisted = MojibakeClass.NoAsciiLetter | MojibakeClass.Word | MojibakeClass.Any;
        if ((classes & Unlisted) != 0)
            throw new ArgumentException($"The members of {classes & Unlisted} are not listed.", nameof(classes));
        return WhiteSpace.Where(_ => (classes & MojibakeClass.WhiteSpace) != 0)
            .Concat(_classes.Where(entry => (entry.Value & classes) != 0).Select(entry => entry.Key))
            .Concat(Enumerable.Range(0, 128).Select(value => (char)value).Where(unit => (OfAscii(unit) & classes) != 0));
    }

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

    private static bool IsWhiteSpace(Rune rune) => rune.IsBmp && WhiteSpace.Contains((char)rune.Value, StringComparison.Ordinal);

    private static bool IsWord(Rune rune) => rune.Value == '_' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static Dictionary<char, MojibakeClass> Collect(params ReadOnlySpan<(MojibakeClass Class, string Characters)> sets)
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

        return classes;
    }
}
