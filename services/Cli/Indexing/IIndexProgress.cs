namespace MoTE.Indexing.Cli.Indexing;

/// <summary>Hears of every step of indexing, from several threads.</summary>
internal interface IIndexProgress
{
    /// <summary>A file is opened.</summary>
    void Started(string source);

    /// <summary>Its length is known, and into how many segments it is cut.</summary>
    void Cut(string source, TimeSpan duration, int segments);

    /// <summary>So many of its segments are embedded, up to a time of the video.</summary>
    void Embedded(string source, int segmentsDone, TimeSpan position);

    /// <summary>It is done, one way or the other.</summary>
    void Finished(IndexOutcome outcome);
}
