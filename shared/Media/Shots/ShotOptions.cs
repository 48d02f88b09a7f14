using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Media.Shots;

/// <summary>How cuts are found.</summary>
public sealed class ShotOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Shots";

    /// <summary>How much of a picture must change from one frame to the next for a hard cut.</summary>
    /// <value>Default 0.5. From 0 (every change is a cut) to 1 (none is).</value>
    [Range(0.0, 1.0)]
    public double HardThreshold { get; set; } = 0.5;
}
