using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Retrieval;

namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>Views with all that does not depend on a query computed once.</summary>
internal sealed class ScoredViews
{
    private readonly ArchiveVocabulary _candidates;
    private readonly ArchiveFit[] _fits;

    public ScoredViews(ArchiveVocabulary candidates, IReadOnlyList<ViewEmbedding> views)
    {
        (_candidates, Views) = (candidates, views);
        _fits = [.. views.AsParallel().AsOrdered().Select(candidates.Fit)];
    }

    public IReadOnlyList<ViewEmbedding> Views { get; }

    /// <summary>Gain and score of every view for a query, as the index computes them.</summary>
    public (float Gain, float Score)[] For(float[] query)
    {
        var similarities = _candidates.Similarities(query);
        return [.. Views.Select((view, i) =>
        {
            var gain = ArchiveVocabulary.GainWith(view, _fits[i], query, similarities);
            return (gain, ViewScore.Score(view, query, gain));
        })];
    }

    /// <summary>Relevance of every view for a query.</summary>
    public float[] RelevanceFor(float[] query, RelevanceScale scale) =>
        [.. For(query).Zip(Views, (found, view) => scale.Relevance(view, found.Gain, found.Score))];
}
