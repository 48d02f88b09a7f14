using System.Text.Json.Serialization;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>The filter that scales a frame.</summary>
public enum InterpolationFilter
{
    /// <summary>Pillow's antialiased bicubic filter (a = -0.5) on 8-bit samples.</summary>
    [JsonStringEnumMemberName("bicubic")]
    Bicubic,
}
