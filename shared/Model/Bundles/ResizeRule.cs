using System.Text.Json.Serialization;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>How a frame of any shape becomes a square.</summary>
public enum ResizeRule
{
    /// <summary>The short side is scaled to the resolution, then the centre is cut out.</summary>
    [JsonStringEnumMemberName("shortSideThenCentreCrop")]
    ShortSideThenCentreCrop,
}
