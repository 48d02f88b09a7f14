using System.Text;
using MoTE.Indexing.Model.Tokenization.TextRepair;

namespace MoTE.Indexing.Model.Tokenization;

/// <summary>What happens to a text before it is cut into tokens.</summary>
/// <remarks>Source: specification section 10. The text is repaired, HTML character references are replaced twice, white space is trimmed and collapsed to single
/// spaces, and the text is lower-cased. The default is for text of unknown origin.</remarks>
public sealed record TextCleaning
{
    /// <summary>For text from users: repaired, special strings taken out.</summary>
    public static TextCleaning Default { get; } = new();

    /// <summary>Whether damage done by other programs is repaired first.</summary>
    /// <value>Default true, as in the published tokenizer.</value>
    public bool RepairsText { get; init; } = true;

    /// <summary>Whether the texts of the start and the end token, typed literally, are taken out.</summary>
    /// <value>Default true: a literal end token would move the place where the text encoder reads its result (specification Q29). False
    /// encodes them as the tokens themselves, as the published tokenizer does.</value>
    public bool StripsSpecialStrings { get; init; } = true;

    /// <summary>Cleans one text.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>The cleaned text: lower case, single spaces, no spaces at the ends.</returns>
    public string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var repaired = RepairsText ? TextRepairer.Repair(text) : text;
        var unescaped = HtmlCharacterReferences.Unescape(HtmlCharacterReferences.Unescape(repaired));
        var lower = LowerCasing.ToLower(CollapseWhiteSpace(unescaped));
        return StripsSpecialStrings && lower.Contains("<|", StringComparison.Ordinal)
            ? CollapseWhiteSpace(StripSpecialStrings(lower))
            : lower;
    }

    // A space stays behind, so that what is left on both sides cannot form a special string in its turn.
    private static string StripSpecialStrings(string text) => text
        .Replace(BytePairVocabulary.StartText, " ", StringComparison.Ordinal)
        .Replace(BytePairVocabulary.EndText, " ", StringComparison.Ordinal);

    private static string CollapseWhiteSpace(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var unit in Trim(text))
        {
            if (!char.IsWhiteSpace(unit))
                _ = result.Append(unit);
            else if (result.Length > 0 && result[^1] != ' ')
                _ = result.Append(' ');
        }

        return Trim(result.ToString()).ToString();
    }

    private static ReadOnlySpan<char> Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsTrimmed(text[start]))
            start++;
        while (end > start && IsTrimmed(text[end - 1]))
            end--;
        return text.AsSpan(start, end - start);
    }

    // The published tokenizer trims the four information separators too, though they are not white space to its pattern.
    private static bool IsTrimmed(char unit) => char.IsWhiteSpace(unit) || unit is >= '\u001C' and <= '\u001F';
}
