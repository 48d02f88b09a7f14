using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>What an answer must not show.</summary>
public sealed class UnwantedTexts
{
    private readonly ArchiveVocabulary _vocabulary;
    private readonly bool _isMeasured;
    private readonly Compared _wanted;
    private readonly Compared[] _unwanted;

    /// <summary>Prepares the comparison.</summary>
    /// <param name="wanted">What an answer shall show.</param>
    /// <param name="unwanted">What it must not show; none for no condition.</param>
    /// <param name="vocabulary">C0.</param>
    /// <param name="relevance">The model's relevance.</param>
    public UnwantedTexts(SearchedText wanted, IReadOnlyList<SearchedText> unwanted, ArchiveVocabulary vocabulary, QueryRelevance relevance)
    {
        ArgumentNullException.ThrowIfNull(unwanted);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(relevance);
        (_vocabulary, _isMeasured) = (vocabulary, relevance.IsMeasured);
        _wanted = Prepare(wanted);
        _unwanted = [.. unwanted.Select(Prepare)];

        Compared Prepare(SearchedText text) => new(text.Vector, vocabulary.Similarities(text.Vector), relevance.For(text.Vector, text.FragmentShare));
    }

    /// <summary>Whether one of the texts describes a view: better than what is wanted does, or, where relevance was measured, as likely as not.</summary>
    public bool Describe(ViewEmbedding view)
    {
        if (_unwanted.Length == 0)
            return false;

        // All by the same arithmetic, so that a text is never better than itself.
        var fit = _vocabulary.Fit(view);
        var own = _wanted.RelevanceOf(view, fit);
        return _unwanted.Any(text => text.RelevanceOf(view, fit) is var other && (other > own || (_isMeasured && other >= QueryRelevance.Even)));
    }

    private sealed record Compared(float[] Vector, float[] Similarities, RelevanceScale Scale)
    {
        public float RelevanceOf(ViewEmbedding view, ArchiveFit fit)
        {
            var gain = ArchiveVocabulary.GainWith(view, fit, Vector, Similarities);
            return Scale.Relevance(view, gain, ViewScore.Score(view, Vector, gain));
        }
    }
}
