namespace MoTE.Indexing.Benchmarks.Shots;

/// <summary>Joins that are counted together.</summary>
internal enum JoinClass
{
    /// <summary>From one frame to the next.</summary>
    Hard,

    /// <summary>Pixels go straight from one picture to the other.</summary>
    Dissolve,

    /// <summary>Through black, white or another colour.</summary>
    Fade,

    /// <summary>An edge goes across the picture.</summary>
    Wipe,
}
