namespace MoTE.Indexing.Model.Training;

/// <summary>What one batch of training gave.</summary>
/// <param name="Epoch">0-based.</param>
/// <param name="Batch">Number of the batch in its epoch, 0-based.</param>
/// <param name="BatchCount">Batches per epoch.</param>
/// <param name="LearningRate">Learning rate of the head in this batch.</param>
/// <param name="Loss">The weighted sum.</param>
/// <param name="ExpertLoss">Cross-entropy of the routed pass.</param>
/// <param name="MergedLoss">Cross-entropy of the merged pass.</param>
/// <param name="MeanSquare">Mean square of the merged pass's temporal branch.</param>
/// <param name="Accuracy">Share of clips that the merged pass puts into their class.</param>
public sealed record TrainingProgress(
    int Epoch, int Batch, int BatchCount, double LearningRate, double Loss, double ExpertLoss, double MergedLoss, double MeanSquare, double Accuracy);
