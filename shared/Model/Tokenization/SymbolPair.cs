namespace MoTE.Indexing.Model.Tokenization;

/// <summary>Two neighbouring symbols that byte-pair encoding joins into one. One line of a published vocabulary file.</summary>
/// <param name="Left">The first symbol, in byte symbols; never empty.</param>
/// <param name="Right">The second symbol, in byte symbols; ends in <c>&lt;/w&gt;</c> when it closes a word.</param>
public readonly record struct SymbolPair(string Left, string Right)
{
    /// <summary>The symbol that the pair becomes.</summary>
    public string Joined => Left + Right;
}
