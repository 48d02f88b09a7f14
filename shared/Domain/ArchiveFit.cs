namespace MoTE.Indexing.Domain;

/// <summary>The (at most five) classes of the archive vocabulary C0 that fit a view best: all that a query needs for the view's exact gain.</summary>
/// <remarks>Source: specification 13.3. Query-independent, so it is computed once per segment and stored.</remarks>
/// <param name="Logits">(c·s)/|s| of each class c, best first; empty for a plain CLIP bundle, whose gain is 0.</param>
/// <param name="Similarities">h of each class: its largest cosine with the view's nearest fine-tuning classes; as long as <paramref name="Logits"/>.</param>
public sealed record ArchiveFit(float[] Logits, float[] Similarities)
{
    /// <summary>1 / 0.05, the sharpness of the gain (specification 5, scale).</summary>
    public const float Sharpness = 20f;

    /// <summary>The fit of a view without a temporal head.</summary>
    public static ArchiveFit None { get; } = new([], []);

    /// <summary>The gain g for the candidate classes C0 alone.</summary>
    public float Gain => GainWith(Logits, Similarities, float.NegativeInfinity, 0);

    /// <summary>The gain g for the candidate classes C0 and one query.</summary>
    /// <param name="logits">As <see cref="Logits"/>.</param>
    /// <param name="similarities">As <see cref="Similarities"/>.</param>
    /// <param name="queryLogit">(q·s)/|s| of the query.</param>
    /// <param name="querySimilarity">h of the query: its largest cosine with the view's nearest fine-tuning classes.</param>
    /// <returns>g = exp(20 (m - 1)); 0 for an empty fit.</returns>
    public static float GainWith(ReadOnlySpan<float> logits, ReadOnlySpan<float> similarities, float queryLogit, float querySimilarity)
    {
        if (logits.IsEmpty)
        {
            return 0;
        }

        var sum = 0f;
        foreach (var similarity in similarities)
        {
            sum += similarity;
        }

        // The query enters the five only by being strictly better than the last of them.
        if (queryLogit > logits[^1])
        {
            sum += querySimilarity - similarities[^1];
        }

        return MathF.Exp(Sharpness * ((sum / similarities.Length) - 1));
    }
}
