namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>
/// Names in <see cref="ITensorSource.Metadata"/> of a CLIP state dict for what its tensors cannot say. A source without them (OpenAI's files)
/// means OpenAI's values: QuickGELU, eps 1e-5, heads of width 64, pooling at the largest token id.
/// </summary>
public static class ClipMetadata
{
    /// <summary>Activation of the feed-forward layers of both towers: <c>quick_gelu</c> or <c>gelu</c>.</summary>
    public const string HiddenAct = "hidden_act";

    /// <summary>LayerNorm eps of both towers, an invariant decimal number.</summary>
    public const string LayerNormEps = "layer_norm_eps";

    /// <summary>Attention heads of the vision tower.</summary>
    public const string VisionHeads = "vision_heads";

    /// <summary>Attention heads of the text tower.</summary>
    public const string TextHeads = "text_heads";

    /// <summary>The end-of-text token id that the configuration names; absent where it names none.</summary>
    public const string EosTokenId = "eos_token_id";

    /// <summary>Where the text vector is taken: <see cref="PoolAtLargestTokenId"/> or <see cref="PoolAtFirstEosToken"/>.</summary>
    public const string TextPooling = "text_pooling";

    /// <summary>At the first occurrence of the largest token id, as OpenAI does; so do configurations with the old <c>eos_token_id</c> 2.</summary>
    public const string PoolAtLargestTokenId = "largest_token_id";

    /// <summary>At the first occurrence of <see cref="EosTokenId"/>.</summary>
    public const string PoolAtFirstEosToken = "first_eos_token";
}
