using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Bounds of one run of <c>mote index</c>.</summary>
internal sealed class IndexRunOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Index";

    /// <summary>Videos in work at the same time.</summary>
    /// <value>Default one for every four processors and one more, so that the next is taken in while the last is encoded; at most 9.</value>
    [Range(1, 256)]
    public int VideosAtOnce { get; set; } = Math.Clamp((Environment.ProcessorCount / 4) + 1, 3, 9);
}
