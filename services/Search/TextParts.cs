using System.Text.RegularExpressions;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Search;

/// <summary>A text cut into parts that a model reads at once.</summary>
/// <param name="Tokens">Token ids of each part, without start and end token; none when nothing is left of the text.</param>
/// <param name="IsWhole">Whether all of the text is in the parts.</param>
internal sealed partial record TextParts(IReadOnlyList<int[]> Tokens, bool IsWhole)
{
    /// <summary>Parts that are read: far more than a thousand words of a published model.</summary>
    public const int Most = 24;

    /// <summary>Cuts a text: as it is where it fits, else between sentences as far as they go, as many sentences to a part as fit.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="maxTokens">Most tokens of a part.</param>
    public static TextParts Of(string text, ClipTokenizer tokenizer, int maxTokens)
    {
        var whole = tokenizer.Encode(text);
        if (whole.Length <= maxTokens)
            return new TextParts(whole.Length == 0 ? [] : [whole], IsWhole: true);

        var parts = Pack(SentenceEnds().Split(text).Select(tokenizer.Encode).SelectMany(sentence => sentence.Chunk(maxTokens)), maxTokens).Take(Most + 1).ToList();
        return new TextParts([.. parts.Take(Most)], parts.Count <= Most);
    }

    private static IEnumerable<int[]> Pack(IEnumerable<int[]> sentences, int maxTokens)
    {
        var part = new List<int>();
        foreach (var sentence in sentences)
        {
            if (part.Count > 0 && part.Count + sentence.Length > maxTokens)
            {
                yield return [.. part];
                part.Clear();
            }

            part.AddRange(sentence);
        }

        yield return [.. part];
    }

    [GeneratedRegex("""(?<=[.!?…。！？])\s+|(?<=[。！？])|[\r\n]+""", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnds();
}
