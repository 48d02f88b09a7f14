namespace MoTE.Indexing.Model.Training.Contrastive;

/// <summary>What one step of contrastive training measured.</summary>
/// <param name="Step">Number of the step, from 0.</param>
/// <param name="Loss">Contrastive loss, the mean of both directions, in nats.</param>
/// <param name="ProbeError">Mean squared error of the linear probe.</param>
/// <param name="Accuracy">Share of pictures whose best caption of the batch is true of them.</param>
/// <param name="LogitScale">Factor on cosines.</param>
/// <param name="Rate">Learning rate.</param>
public sealed record ContrastiveProgress(int Step, float Loss, float ProbeError, float Accuracy, float LogitScale, double Rate);
