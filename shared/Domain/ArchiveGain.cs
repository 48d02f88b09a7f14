namespace MoTE.Indexing.Domain;

/// <summary>What is left of an <see cref="ArchiveFit"/> when only the gain of a view is asked for, query after query.</summary>
/// <remarks>Source: specification 13.3. Most queries leave the five best classes as they are, and then the gain is a constant of the view.</remarks>
public readonly record struct ArchiveGain
{
    /// <summary>1 / 0.05, the sharpness of the gain (specification 5, scale).</summary>
    private const float Sharpness = 20f;

    private readonly float _similaritySum;
    private readonly float _lastSimilarity;
    private readonly float _classes;

    /// <summary>Prepares the gain of a view.</summary>
    /// <param name="logits">As <see cref="ArchiveFit.Logits"/>.</param>
    /// <param name="similarities">As <see cref="ArchiveFit.Similarities"/>, as many.</param>
    public ArchiveGain(ReadOnlySpan<float> logits, ReadOnlySpan<float> similarities)
    {
        if (logits.IsEmpty)
        {
            EntryLogit = float.PositiveInfinity;
            return;
        }

        foreach (var similarity in similarities)
        {
            _similaritySum += similarity;
        }

        _classes = similarities.Length;
        EntryLogit = logits[^1];
        _lastSimilarity = similarities[^1];
        Alone = Of(_similaritySum);
    }

    /// <summary>The gain g for the candidate classes C0 alone; 0 for an empty fit.</summary>
    public float Alone { get; }

    /// <summary>What (q·s)/|s| of a query has to exceed for the query to be one of the five best classes of the view.</summary>
    public float EntryLogit { get; }

    /// <summary>The gain g for the candidate classes C0 and a query that is among the five best.</summary>
    /// <param name="querySimilarity">h of the query: its largest cosine with the view's nearest fine-tuning classes.</param>
    /// <returns>g = exp(20 (m - 1)).</returns>
    public float With(float querySimilarity) => Of(_similaritySum + (querySimilarity - _lastSimilarity));

    private float Of(float similaritySum) => MathF.Exp(Sharpness * ((similaritySum / _classes) - 1));
}
