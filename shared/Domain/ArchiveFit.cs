namespace MoTE.Indexing.Domain;

/// <summary>The (at most five) classes of the archive vocabulary C0 that fit a view best: all that a query needs for the view's exact gain.</summary>
/// <remarks>Source: specification 13.3. Query-independent, so it is computed once per segment and stored.</remarks>
/// <param name="Logits">(c·s)/|s| of each class c, best first; empty for a plain CLIP bundle, whose gain is 0.</param>
/// <param name="Similarities">h of each class: its largest cosine with the view's nearest fine-tuning classes; as long as <paramref name="Logits"/>.</param>
public sealed record ArchiveFit(float[] Logits, float[] Similarities)
{
    /// <summary>The fit of a view without a temporal head.</summary>
    public static ArchiveFit None { get; } = new([], []);

    /// <summary>The gain g for the candidate classes C0 alone.</summary>
    public float Gain => new ArchiveGain(Logits, Similarities).Alone;

    /// <summary>The gain g for the candidate classes C0 and one query.</summary>
    /// <param name="queryLogit">(q·s)/|s| of the query.</param>
    /// <param name="querySimilarity">h of the query: its largest cosine with the view's nearest fine-tuning classes.</param>
    /// <returns>g = exp(20 (m - 1)); 0 for an empty fit.</returns>
    public float GainWith(float queryLogit, float querySimilarity)
    {
        var gain = new ArchiveGain(Logits, Similarities);
        return queryLogit > gain.EntryLogit ? gain.With(querySimilarity) : gain.Alone;
    }
}
