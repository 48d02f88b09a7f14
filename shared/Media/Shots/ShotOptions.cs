using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Media.Shots;

/// <summary>How cuts are found.</summary>
public sealed class ShotOptions
{
    /// <summary>How much of a picture must be new from one frame to the next for a hard cut.</summary>
    /// <value>Default 0.2; unrelated pictures have about 0.6. From 0 to 1 (there are no hard cuts).</value>
    [Range(0.0, 1.0)]
    public double HardThreshold { get; set; } = 0.2;

    /// <summary>How much of a picture must be new across a dissolve, a wipe or a fade; in slow dissolves four fifths of it are enough.</summary>
    /// <value>Default 0.25; unrelated pictures have about 0.6. From 0 to 1 (there are no gradual cuts).</value>
    [Range(0.0, 1.0)]
    public double GradualThreshold { get; set; } = 0.25;
}
