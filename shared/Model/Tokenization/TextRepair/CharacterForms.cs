using System.Text;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>Replaces characters that are only another form of plain ones, and drops those that show nothing.</summary>
internal static class CharacterForms
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidthAscii = '\uFF5E';
    private const int FullWidthOffset = 0xFEE0;
    private const char IdeographicSpace = '\u3000';
    private const char FullWidthMacron = '\uFFE3';

    // What the characters from U+FF5F on are in ordinary width.
    private const string OrdinaryWidth = "⦅⦆。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツ"
        + "テトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A\u1160ᄀᄁᆪᄂᆬᆭ"
        + "ᄃᄄᄅᆰᆱᆲᆳᆴᆵᄚᄆᄇᄈᄡᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ\uFFBF\uFFC0\uFFC1ᅡᅢᅣᅤᅥᅦ\uFFC8\uFFC9ᅧ"
        + "ᅨᅩᅪᅫᅬ\uFFD0\uFFD1ᅭᅮᅯᅰᅱᅲ\uFFD8\uFFD9ᅳᅴᅵ\uFFDD\uFFDE\uFFDF¢£¬\u0020¦¥₩\uFFE7│←↑→↓■○";

    // Joined letters and digraphs of the Latin script that stand for their letters only.
    private static readonly Dictionary<char, string> _letters = new Dictionary<char, string>
    {
        ['\u0132'] = "IJ",
        ['\u0133'] = "ij",
        ['\u0149'] = "ʼn",
        ['\u01F1'] = "DZ",
        ['\u01F2'] = "Dz",
        ['\u01F3'] = "dz",
        ['\u01C4'] = "DŽ",
        ['\u01C5'] = "Dž",
        ['\u01C6'] = "dž",
        ['\u01C7'] = "LJ",
        ['\u01C8'] = "Lj",
        ['\u01C9'] = "lj",
        ['\u01CA'] = "NJ",
        ['\u01CB'] = "Nj",
        ['\u01CC'] = "nj",
        ['\uFB00'] = "ff",
        ['\uFB01'] = "fi",
        ['\uFB02'] = "fl",
        ['\uFB03'] = "ffi",
        ['\uFB04'] = "ffl",
        ['\uFB05'] = "ſt",
        ['\uFB06'] = "st",
    };

    /// <summary>Latin ligatures and digraphs become their letters.</summary>
    public static string SplitLigatures(string text) => Map(text, unit => _letters.GetValueOrDefault(unit));

    /// <summary>Full-width and half-width characters get their ordinary width, the ideographic space becomes a space.</summary>
    public static string NormalizeWidth(string text) => Map(text, unit => unit switch
    {
        IdeographicSpace => " ",
        FullWidthMacron => " \u0304",
        >= FirstFullWidth and <= LastFullWidthAscii => ((char)(unit - FullWidthOffset)).ToString(),
        > LastFullWidthAscii when unit - LastFullWidthAscii <= OrdinaryWidth.Length => OrdinaryWidth[unit - LastFullWidthAscii - 1].ToString(),
        _ => null,
    });

    /// <summary>Curly quotation marks become straight ones.</summary>
    public static string StraightenQuotes(string text) => Map(text, unit => unit switch
    {
        '\u02BC' or (>= '\u2018' and <= '\u201B') => "'",
        >= '\u201C' and <= '\u201F' => "\"",
        _ => null,
    });

    /// <summary>Every kind of line break becomes a line feed.</summary>
    public static string UnifyLineBreaks(string text) => Map(
        text.Replace("\r\n", "\n", StringComparison.Ordinal),
        unit => unit is '\r' or '\u2028' or '\u2029' or '\u0085' ? "\n" : null);

    /// <summary>A surrogate without its partner becomes the replacement character.</summary>
    public static string ReplaceLoneSurrogates(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            _ = result.Append(rune.ToString());
        return result.ToString();
    }

    /// <summary>Escape sequences that set colours or move the cursor of a terminal go.</summary>
    public static string RemoveTerminalEscapes(string text)
    {
        var escape = text.IndexOf('\u001B', StringComparison.Ordinal);
        if (escape < 0)
            return text;
        var result = new StringBuilder(text.Length);
        var position = 0;
        for (; escape >= 0; escape = text.IndexOf('\u001B', position))
        {
            var length = EscapeLength(text.AsSpan(escape));
            _ = result.Append(text, position, escape - position + (length > 0 ? 0 : 1));
            position = escape + Math.Max(length, 1);
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>Control characters that show nothing go, white space and characters that shape their neighbours stay.</summary>
    public static string RemoveControls(string text) => Map(text, unit => unit
        is <= '\u0008' or '\u000B' or (>= '\u000E' and <= '\u001F') or '\u007F'
        or (>= '\u206A' and <= '\u206F') or '\uFEFF' or (>= '\uFFF9' and <= '\uFFFC') ? "" : null);

    private static int EscapeLength(ReadOnlySpan<char> text)
    {
        if (text is not ['\u001B', '[', ..])
            return 0;
        var length = 2;
        while (length < text.Length)
        {
            _ = Rune.DecodeFromUtf16(text[length..], out var rune, out var units);
            if (rune.Value != ';' && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.DecimalDigitNumber)
                return char.IsAsciiLetter(text[length]) ? length + 1 : 0;
            length += units;
        }

        return 0;
    }

    /// <summary>Replaces the units that have a replacement; the same string when none has.</summary>
    private static string Map(string text, Func<char, string?> replacement)
    {
        StringBuilder? result = null;
        for (var index = 0; index < text.Length; index++)
        {
            var replaced = replacement(text[index]);
            if (replaced is not null)
                result ??= new StringBuilder(text, 0, index, text.Length);
            if (result is not null)
                _ = replaced is null ? result.Append(text[index]) : result.Append(replaced);
        }

        return result?.ToString() ?? text;
    }
}
