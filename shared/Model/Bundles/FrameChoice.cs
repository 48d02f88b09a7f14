using System.Text.Json.Serialization;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>How the frames of a view are chosen.</summary>
public enum FrameChoice
{
    /// <summary>The first frame of each of T equal parts, as published for testing with one clip (specification 7.3).</summary>
    [JsonStringEnumMemberName("uniform")]
    Uniform,
}
