using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Makes one cut-off mean the same for every query: measured where the model carries a calibration, else against the archive vocabulary.</summary>
public sealed class QueryRelevance
{
    /// <summary>Least relevance of an answer unless told otherwise; <c>infra/docs/relevance.md</c> says what it costs and gives.</summary>
    public const float DefaultLeast = 0.5f;

    /// <summary>The relevance of a view that fits as well as the weakest tenth of a query's true matches, where that was measured.</summary>
    public const float Even = 0.5f;

    private readonly IReadOnlyList<float[]> _background;
    private readonly float _logitScale;
    private readonly RelevanceCalibration? _calibration;
    private readonly HashSet<string> _knownWords;

    /// <summary>Takes what is known of the model.</summary>
    /// <param name="background">C0: unit vectors [M0][D].</param>
    /// <param name="logitScale">τ, the factor on cosines, about 100 for published CLIP.</param>
    /// <param name="calibration">What was measured; null for nothing.</param>
    public QueryRelevance(IReadOnlyList<float[]> background, float logitScale, RelevanceCalibration? calibration)
    {
        ArgumentNullException.ThrowIfNull(background);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(logitScale);
        (_background, _logitScale, _calibration) = (background, logitScale, calibration);
        _knownWords = new HashSet<string>(calibration?.KnownWords ?? [], StringComparer.Ordinal);
    }

    /// <summary>Whether relevance was measured on videos whose content is known.</summary>
    public bool IsCalibrated => _calibration is not null;

    /// <summary>Whether pieces of words make everything less relevant, because the model was measured not to know words that it has no token for.</summary>
    public bool MindsFragments => _calibration is { FragmentPenalty: > 0 };

    /// <summary>The words of a text that the model may not know.</summary>
    /// <param name="ids">Token ids of the text, without start and end token.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    public WordFragments FragmentsOf(IReadOnlyList<int> ids, ClipTokenizer tokenizer) => WordFragments.Of(ids, tokenizer, _knownWords);

    /// <summary>The relevance of views for one query.</summary>
    /// <param name="query">Unit vector q [D].</param>
    /// <param name="fragmentShare">Share of its tokens that only make up words together, 0 to 1.</param>
    public RelevanceScale For(float[] query, float fragmentShare)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _calibration is { } calibration
            ? new CalibratedRelevance(calibration, query, fragmentShare)
            : new BackgroundRelevance(_background, _logitScale, query);
    }
}
