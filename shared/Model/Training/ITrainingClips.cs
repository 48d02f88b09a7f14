namespace MoTE.Indexing.Model.Training;

/// <summary>Where training takes its clips from. Reading the same batch of the same epoch gives the same clips, so that a resumed training equals an unbroken one.</summary>
public interface ITrainingClips
{
    /// <summary>Batches per epoch, at least 1.</summary>
    int BatchCount { get; }

    /// <summary>Reads one batch.</summary>
    /// <param name="epoch">0-based.</param>
    /// <param name="batch">0-based, below <see cref="BatchCount"/>.</param>
    TrainingBatch Read(int epoch, int batch);
}
