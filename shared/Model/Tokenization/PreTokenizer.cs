using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Model.Tokenization;

/// <summary>Splits cleaned text into the pieces that byte-pair encoding treats as words.</summary>
/// <remarks>Source: specification section 10. In this order: the two special strings, contractions, runs of letters, one number character,
/// runs of anything else; white space separates and is dropped. Characters are classified by code point, so letters and digits outside the
/// basic plane count as such. A lone surrogate counts as "anything else".</remarks>
internal static class PreTokenizer
{
    // Compared without case, this mark is a letter to the exclusion in the published pattern but not to its runs of letters: it is dropped.
    private const int IotaSubscript = 0x345;

    private static readonly string[] _contractions = ["s", "t", "re", "ve", "m", "ll", "d"];

    private enum Class
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>The pieces of <paramref name="text"/>, as ranges of UTF-16 units, in order.</summary>
    public static List<Range> Split(ReadOnlySpan<char> text)
    {
        var pieces = new List<Range>();
        var position = 0;
        while (position < text.Length)
        {
            var length = Match(text[position..]);
            if (length > 0)
                pieces.Add(position..(position + length));
            position += Math.Max(length, 1);
        }

        return pieces;
    }

    /// <summary>How many UTF-16 units the piece at the start of <paramref name="text"/> has; 0 for white space.</summary>
    private static int Match(ReadOnlySpan<char> text)
    {
        if (text[0] == '<')
        {
            if (StartsWithFolded(text, BytePairVocabulary.StartText))
                return BytePairVocabulary.StartText.Length;
            if (StartsWithFolded(text, BytePairVocabulary.EndText))
                return BytePairVocabulary.EndText.Length;
        }

        if (text[0] == '\'')
        {
            foreach (var contraction in _contractions)
            {
                if (StartsWithFolded(text[1..], contraction))
                    return 1 + contraction.Length;
            }
        }

        var first = ClassOf(text, out var length);
        switch (first)
        {
            case Class.Space:
                return 0;
            case Class.Number:
                return length;
            default:
                while (length < text.Length && ClassOf(text[length..], out var more) == first)
                    length += more;
                return length;
        }
    }

    private static Class ClassOf(ReadOnlySpan<char> text, out int length)
    {
        // An ill-formed unit decodes to U+FFFD, which is "other".
        _ = Rune.DecodeFromUtf16(text, out var rune, out length);
        if (Rune.IsWhiteSpace(rune) || rune.Value == IotaSubscript)
            return Class.Space;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Class.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Class.Number,
            _ => Class.Other,
        };
    }

    /// <summary>Compares without case as the published pattern does, where the long s also matches s.</summary>
    private static bool StartsWithFolded(ReadOnlySpan<char> text, ReadOnlySpan<char> lowerCase)
    {
        if (text.Length < lowerCase.Length)
            return false;
        for (var index = 0; index < lowerCase.Length; index++)
        {
            var unit = text[index] == '\u017F' ? 's' : char.ToLowerInvariant(text[index]);
            if (unit != lowerCase[index])
                return false;
        }

        return true;
    }
}
