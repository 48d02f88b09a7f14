namespace MoTE.Indexing.Model.Training.Contrastive;

/// <summary>Where contrastive training gets its batches. The same step always gives the same batch, so that a resumed run sees what an undisturbed one saw.</summary>
public interface IContrastiveSource
{
    /// <summary>Pictures per batch, B.</summary>
    int BatchSize { get; }

    /// <summary>Measures per picture, K.</summary>
    int MeasureCount { get; }

    /// <summary>Makes the batch of a step; called from several threads.</summary>
    /// <param name="number">Number of the step, from 0.</param>
    ContrastiveBatch BatchOf(int number);
}
