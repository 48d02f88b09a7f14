using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Indexing.Rebuilding;

/// <summary>How processes agree who rebuilds the index.</summary>
public sealed class RebuildOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Rebuild";

    /// <summary>Time between two looks whether a rebuild is asked for.</summary>
    /// <value>Default 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between two notes of a process at work, which say that it lives and how far it is.</summary>
    /// <value>Default 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan NoteEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time without a note after which the process at work counts as dead, and another begins the rebuild anew. The clocks of machines may differ by less.</summary>
    /// <value>Default 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromMinutes(1);
}
