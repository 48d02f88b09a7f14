using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Clip;

/// <summary>
/// Names under which <see cref="ITensorSource.Metadata"/> may state what the shapes of a CLIP state dict cannot tell. An absent entry
/// means the published value.
/// </summary>
public static class ClipMetadataKeys
{
    /// <summary><c>quick_gelu</c> (when absent) or <c>gelu</c>; the word of a Hugging Face <c>hidden_act</c>.</summary>
    public const string Activation = "activation";

    /// <summary>Attention heads of the vision tower; when absent max(1, width / 64).</summary>
    public const string VisionHeads = "vision_heads";

    /// <summary>Attention heads of the text tower; when absent max(1, width / 64). The temporal head uses the same number (Q4).</summary>
    public const string TextHeads = "text_heads";

    /// <summary>Id of the token at which a text is pooled, at its first occurrence; when absent the largest id of the text (specification 2.4).</summary>
    public const string PoolingToken = "pooling_token";

    /// <summary>Id put before a text; when absent vocabulary size - 2.</summary>
    public const string StartToken = "start_token";

    /// <summary>Id put after a text; when absent vocabulary size - 1.</summary>
    public const string EndToken = "end_token";
}
