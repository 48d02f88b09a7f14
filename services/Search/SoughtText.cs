using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Search;

/// <summary>Segments that a phrase describes, and other phrases do not.</summary>
internal sealed class SoughtText(EncodedText text, RelevanceScale scale, UnwantedTexts unwanted) : ISought
{
    public IReadOnlyList<string> Notes => text.Notes;

    public SegmentQuery Query(string modelFingerprint, int count, VideoFilter filter) => new(modelFingerprint, text.Vector, text.ClassSimilarities, count) { Filter = filter };

    public float Relevance(SegmentMatch match) => scale.Relevance(match.View, match.Gain, match.Score);

    public bool Refuses(SegmentMatch match) => unwanted.Describe(match.View);
}
