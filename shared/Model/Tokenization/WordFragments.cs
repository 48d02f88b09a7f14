namespace MoTE.Indexing.Model.Tokenization;

/// <summary>Which words of a text the vocabulary has no token of its own for.</summary>
/// <remarks>A vocabulary gives a token to every word that its texts held often, so a word in pieces is one that they seldom or never held.</remarks>
/// <param name="Share">Share of the text's tokens that are pieces of such words, 0 to 1.</param>
/// <param name="Words">The words, lower case, each once, in the order of the text.</param>
public sealed record WordFragments(float Share, IReadOnlyList<string> Words)
{
    /// <summary>Looks at the tokens of a text.</summary>
    /// <param name="ids">Token ids without start and end token.</param>
    /// <param name="tokenizer">The tokenizer that made them.</param>
    public static WordFragments Of(IReadOnlyList<int> ids, ClipTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var words = new List<string>();
        var (pieces, first) = (0, 0);
        for (var i = 0; i < ids.Count; i++)
        {
            if (!EndsWord(ids[i], tokenizer.Vocabulary) && i < ids.Count - 1)
                continue;
            if (i > first)
            {
                pieces += i - first + 1;
                words.Add(tokenizer.Decode(ids.Skip(first).Take(i - first + 1)).Trim());
            }

            first = i + 1;
        }

        return new WordFragments(ids.Count == 0 ? 0 : (float)pieces / ids.Count, [.. words.Distinct(StringComparer.Ordinal)]);
    }

    private static bool EndsWord(int id, BytePairVocabulary vocabulary) => vocabulary.SymbolOf(id).EndsWith(ByteSymbols.WordEnd, StringComparison.Ordinal);
}
