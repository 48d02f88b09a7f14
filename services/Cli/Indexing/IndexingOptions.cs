using MoTE.Indexing.Media;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Bounds of the pipeline.</summary>
internal sealed record IndexingOptions
{
    /// <summary>The longest segment.</summary>
    /// <value>Default 10 seconds.</value>
    public TimeSpan LongestSegment { get; init; } = SegmentPlanner.DefaultLongest;

    /// <summary>Videos that are read at the same time, each by its own FFmpeg.</summary>
    /// <value>Default one for every four processors, at least 1, at most 4.</value>
    public int VideosAtOnce { get; init; } = Math.Clamp(Environment.ProcessorCount / 4, 1, 4);

    /// <summary>Views that wait for the encoder; when there are as many, reading waits.</summary>
    /// <value>Default 16: 20 MB of 8 frames of 224 × 224 pixels each.</value>
    public int ViewsAhead { get; init; } = 16;

    /// <summary>Views that are encoded together at most, of one video or several.</summary>
    /// <value>Default 8.</value>
    public int ViewsPerBatch { get; init; } = 8;
}
