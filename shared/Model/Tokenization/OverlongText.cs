namespace MoTE.Indexing.Model.Tokenization;

/// <summary>What to do with a text that has more tokens than the model's context.</summary>
public enum OverlongText
{
    /// <summary>An error that names both numbers.</summary>
    Reject,

    /// <summary>Keep the first tokens and make the last one the end token, as the published tokenizer does on request.</summary>
    Truncate,
}
