using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Search;

/// <summary>Segments that look and move like another one, which is no answer itself.</summary>
/// <remarks>Compared are the embeddings s + g·t, each with the gain g of the archive vocabulary alone; the relevance is their cosine, nothing below 0.</remarks>
internal sealed class SoughtLikeness(EmbeddedSegment example, float[] embedding) : ISought
{
    public IReadOnlyList<string> Notes => [];

    public SegmentQuery Query(string modelFingerprint, int count, VideoFilter filter) => new(modelFingerprint, embedding, [], count) { Filter = filter, IsClass = false };

    public float Relevance(SegmentMatch match) => Math.Clamp(match.Score, 0, 1);

    public QueryPrevalence PrevalenceIn(IEnumerable<float> best, long segments) => QueryPrevalence.Unknown;

    public bool Refuses(SegmentMatch match) => match.Segment.VideoId == example.Segment.VideoId && match.Segment.Number == example.Segment.Number;
}
