using System.Text.Json.Serialization;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>The non-linearity inside the CLIP towers' feed-forward layers.</summary>
public enum TowerActivation
{
    /// <summary>x · sigmoid(1.702 x), as in OpenAI's models.</summary>
    [JsonStringEnumMemberName("quick_gelu")]
    QuickGelu,

    /// <summary>The exact Gaussian error linear unit.</summary>
    [JsonStringEnumMemberName("gelu")]
    Gelu,
}
