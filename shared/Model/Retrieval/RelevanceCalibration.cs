namespace MoTE.Indexing.Model.Retrieval;

/// <summary>What is known of a model's scores beyond its archive vocabulary: how to make relevance of them.</summary>
public abstract record RelevanceCalibration
{
    private protected RelevanceCalibration()
    {
    }

    /// <summary>What it was made of.</summary>
    public abstract RelevanceBasis Basis { get; }

    /// <summary>The relevance of views for one query.</summary>
    /// <param name="query">Unit vector q [D].</param>
    /// <param name="fragmentShare">Share of its tokens that only make up words together, 0 to 1.</param>
    internal abstract RelevanceScale For(float[] query, float fragmentShare);
}
