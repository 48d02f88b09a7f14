namespace MoTE.Indexing.Model.Clip;

/// <summary>Which keys of OpenAI's layout belong to what (specification 2.5 to 2.7).</summary>
internal static class ClipKeys
{
    /// <summary>Entries of the TorchScript archives that are not parameters.</summary>
    public static IReadOnlySet<string> Bookkeeping { get; } =
        new HashSet<string>(["input_resolution", "context_length", "vocab_size"], StringComparer.Ordinal);

    /// <summary>Belongs to the vision tower.</summary>
    public static bool IsVision(string key) => key.StartsWith("visual.", StringComparison.Ordinal);

    /// <summary>Belongs to the text tower.</summary>
    public static bool IsText(string key) =>
        key is "positional_embedding" or "text_projection" or "token_embedding.weight" or "ln_final.weight" or "ln_final.bias"
        || key.StartsWith("transformer.", StringComparison.Ordinal);
}
