namespace MoTE.Indexing.Search;

/// <summary>What one answer of a search is.</summary>
public enum SearchGrouping
{
    /// <summary>A segment.</summary>
    Segment,

    /// <summary>Relevant segments of one video that follow each other without a gap in their numbers: from the start of the first to the end of the last.</summary>
    Moment,

    /// <summary>A video, shown at its best segment.</summary>
    Video,
}
