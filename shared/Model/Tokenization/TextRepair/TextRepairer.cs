using System.Text;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>Repairs text that programs have damaged: read in a wrong encoding, escaped, set in typographic forms.</summary>
/// <remarks>
/// The published tokenizer repairs text with ftfy before it cuts it into tokens (specification section 10), so equal tokens need equal
/// repairs: those of ftfy 6.3.1 with its default settings. Text that looks right stays as it is, but for quotation marks, ligatures,
/// character widths, line breaks, control characters and normalization form C.
/// </remarks>
public static class TextRepairer
{
    // Longer lines are repaired in pieces, which bounds the work of one.
    private const int MaximumSegmentLength = 1_000_000;

    // Honest text needs two or three rounds; text nested on purpose could ask for one round every few characters.
    private const int MaximumRounds = 16;

    /// <summary>Repairs a text line by line.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>The repaired text, well-formed UTF-16.</returns>
    public static string Repair(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new StringBuilder(text.Length);
        var isMarkup = false;
        for (var start = 0; start < text.Length;)
        {
            var segment = text.Substring(start, SegmentLength(text, start));
            // An angle bracket says that the text is HTML, where references are meant; it holds for the rest of the text.
            isMarkup |= segment.Contains('<', StringComparison.Ordinal);
            _ = result.Append(RepairSegment(segment, unescapes: !isMarkup));
            start += segment.Length;
        }

        return result.ToString();
    }

    private static int SegmentLength(string text, int start)
    {
        var lineFeed = text.IndexOf('\n', start);
        var length = (lineFeed < 0 ? text.Length : lineFeed + 1) - start;
        if (length <= MaximumSegmentLength)
            return length;
        return char.IsHighSurrogate(text[start + MaximumSegmentLength - 1]) ? MaximumSegmentLength - 1 : MaximumSegmentLength;
    }

    /// <summary>Repeats all repairs until none changes anything, because one can lay open what another repairs; up to a bound.</summary>
    private static string RepairSegment(string text, bool unescapes)
    {
        for (var round = 0; round < MaximumRounds; round++)
        {
            var before = text;
            if (unescapes)
                text = UnambiguousReferences.Unescape(text);
            text = EncodingRepair.Repair(text);
            text = EncodingRepair.ReplaceC1Controls(text);
            text = CharacterForms.SplitLigatures(text);
            text = CharacterForms.NormalizeWidth(text);
            text = CharacterForms.StraightenQuotes(text);
            text = CharacterForms.UnifyLineBreaks(text);
            text = CharacterForms.ReplaceLoneSurrogates(text);
            text = CharacterForms.RemoveTerminalEscapes(text);
            text = CharacterForms.RemoveControls(text);
            text = CanonicalComposition.Compose(text);
            if (text == before)
                break;
        }

        return text;
    }
}
