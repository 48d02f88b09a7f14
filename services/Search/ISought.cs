using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Search;

/// <summary>What segments are compared with: a phrase, or another segment.</summary>
internal interface ISought
{
    /// <summary>What a person should know of how it was read, in sentences.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>The query for the index.</summary>
    SegmentQuery Query(string modelFingerprint, int count, VideoFilter filter);

    /// <summary>How sure it is that a segment is what is sought, before anything is known of the archive, 0 to 1.</summary>
    float Relevance(SegmentMatch match);

    /// <summary>How much of an archive is what is sought.</summary>
    /// <param name="best">Relevances of the best segments, best first.</param>
    /// <param name="segments">How many segments were compared.</param>
    QueryPrevalence PrevalenceIn(IEnumerable<float> best, long segments);

    /// <summary>Whether a segment is no answer, however relevant.</summary>
    bool Refuses(SegmentMatch match);
}
