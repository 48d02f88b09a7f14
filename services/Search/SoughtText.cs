using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Search;

/// <summary>Segments that a phrase describes, and other phrases do not.</summary>
internal sealed class SoughtText(EncodedText text, QueryRelevance relevance, UnwantedTexts unwanted) : ISought
{
    private readonly RelevanceScale _scale = relevance.For(text.Vector, text.FragmentShare);

    public IReadOnlyList<string> Notes => text.Notes;

    public SegmentQuery Query(string modelFingerprint, int count, VideoFilter filter) => new(modelFingerprint, text.Vector, text.ClassSimilarities, count) { Filter = filter };

    public float Relevance(SegmentMatch match) => _scale.Relevance(match.View, match.Gain, match.Score);

    public QueryPrevalence PrevalenceIn(IEnumerable<float> best, long segments) => relevance.PrevalenceIn(best, segments);

    public bool Refuses(SegmentMatch match) => unwanted.Describe(match.View);
}
