using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Makes one cut-off mean the same for every query: by the calibration that the model carries, else against the archive vocabulary.</summary>
public sealed class QueryRelevance
{
    /// <summary>Least relevance of an answer unless told otherwise; <c>infra/docs/relevance.md</c> says what it costs and gives.</summary>
    public const float DefaultLeast = 0.5f;

    /// <summary>The relevance of a view that shows what is asked for as likely as not, where that was measured.</summary>
    public const float Even = 0.5f;

    private readonly IReadOnlyList<float[]> _background;
    private readonly float _logitScale;
    private readonly RelevanceCalibration? _calibration;
    private readonly HashSet<string> _knownWords;

    /// <summary>Takes what is known of the model.</summary>
    /// <param name="background">C0: unit vectors [M0][D].</param>
    /// <param name="logitScale">τ, the factor on cosines, about 100 for published CLIP.</param>
    /// <param name="calibration">What is known of its scores; null for nothing.</param>
    public QueryRelevance(IReadOnlyList<float[]> background, float logitScale, RelevanceCalibration? calibration)
    {
        ArgumentNullException.ThrowIfNull(background);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(logitScale);
        (_background, _logitScale, _calibration) = (background, logitScale, calibration);
        _knownWords = new HashSet<string>((calibration as MeasuredCalibration)?.KnownWords ?? [], StringComparer.Ordinal);
    }

    /// <summary>What relevance is told by.</summary>
    public RelevanceBasis Basis => _calibration?.Basis ?? RelevanceBasis.Vocabulary;

    /// <summary>Whether relevance was measured on videos whose content is known.</summary>
    public bool IsMeasured => Basis == RelevanceBasis.Measured;

    /// <summary>Whether pieces of words make everything less relevant, because the model was measured not to know words that it has no token for.</summary>
    public bool MindsFragments => _calibration is MeasuredCalibration { FragmentPenalty: > 0 };

    /// <summary>The words of a text that the model may not know.</summary>
    /// <param name="ids">Token ids of the text, without start and end token.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    public WordFragments FragmentsOf(IReadOnlyList<int> ids, ClipTokenizer tokenizer) => WordFragments.Of(ids, tokenizer, _knownWords);

    /// <summary>The relevance of views for one query, before anything is known of the archive.</summary>
    /// <param name="query">Unit vector q [D].</param>
    /// <param name="fragmentShare">Share of its tokens that only make up words together, 0 to 1.</param>
    public RelevanceScale For(float[] query, float fragmentShare)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _calibration?.For(query, fragmentShare) ?? new BackgroundRelevance(_background, _logitScale, query);
    }

    /// <summary>How much of an archive shows what a query asks for; unknown where relevance is no probability.</summary>
    /// <param name="best">Relevances of the best segments by <see cref="For"/>.</param>
    /// <param name="segments">How many segments the query was compared with.</param>
    public QueryPrevalence PrevalenceIn(IEnumerable<float> best, long segments) => IsMeasured ? QueryPrevalence.Estimate(best, segments) : QueryPrevalence.Unknown;
}
