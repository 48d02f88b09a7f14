namespace MoTE.Indexing.Model.Tokenization;

/// <summary>Which words of a text a model may not know, because its vocabulary has no token of their own for them.</summary>
/// <remarks>A vocabulary gives a token to every word that its texts held often, so a word in pieces is one that they seldom or never held.</remarks>
/// <param name="Share">Share of the text's tokens that are pieces of such words, 0 to 1.</param>
/// <param name="Words">The words, lower case, each once, in the order of the text.</param>
public sealed record WordFragments(float Share, IReadOnlyList<string> Words)
{
    /// <summary>Looks at the tokens of a text.</summary>
    /// <param name="ids">Token ids without start and end token.</param>
    /// <param name="tokenizer">The tokenizer that made them.</param>
    /// <param name="known">Words that are known although they are in pieces, lower case.</param>
    public static WordFragments Of(IReadOnlyList<int> ids, ClipTokenizer tokenizer, IReadOnlySet<string> known)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(known);
        var words = new List<string>();
        var (pieces, first) = (0, 0);
        for (var i = 0; i < ids.Count; i++)
        {
            if (!tokenizer.Vocabulary.EndsWord(ids[i]) && i < ids.Count - 1)
                continue;
            if (i > first && tokenizer.Decode(ids.Skip(first).Take(i - first + 1)).Trim() is var word && !known.Contains(word))
            {
                pieces += i - first + 1;
                words.Add(word);
            }

            first = i + 1;
        }

        return new WordFragments(ids.Count == 0 ? 0 : (float)pieces / ids.Count, [.. words.Distinct(StringComparer.Ordinal)]);
    }
}
