using System.Text.Json.Serialization;

namespace MoTE.Indexing.Model.Clip;

/// <summary>The non-linearity between the two matrices of a feed-forward layer.</summary>
public enum ClipActivation
{
    /// <summary>x · sigmoid(1.702 x), as in OpenAI's models (specification 2.3).</summary>
    [JsonStringEnumMemberName("quick_gelu")]
    QuickGelu,

    /// <summary>The exact Gaussian error linear unit, as in later CLIP models (<c>hidden_act: gelu</c>).</summary>
    [JsonStringEnumMemberName("gelu")]
    Gelu,
}
