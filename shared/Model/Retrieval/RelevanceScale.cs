using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Retrieval;

/// <summary>Tells how sure it is that a view shows what one query asks for. Safe to share between threads.</summary>
public abstract class RelevanceScale
{
    private protected RelevanceScale()
    {
    }

    /// <summary>The relevance of a view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="gain">g for the archive vocabulary and the query.</param>
    /// <param name="score">Cosine of s + g·t and the query.</param>
    /// <returns>0 to 1; it depends on nothing but these, the query and the model. <see cref="QueryPrevalence"/> makes of it what it is in an archive.</returns>
    public abstract float Relevance(ViewEmbedding view, float gain, float score);
}
