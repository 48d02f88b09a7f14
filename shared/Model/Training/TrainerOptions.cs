namespace MoTE.Indexing.Model.Training;

/// <summary>Hyper-parameters of fine-tuning; the defaults are the published recipe for ViT-B/16 (specification 8).</summary>
public sealed record TrainerOptions
{
    /// <summary>Learning rate of the temporal head after warm-up.</summary>
    public double HeadLearningRate { get; init; } = 5e-5;

    /// <summary>Learning rate of vision tower and logit scale as a share of <see cref="HeadLearningRate"/>; published 0.07, for ViT-L/14 0.06.</summary>
    public double ClipRatio { get; init; } = 0.07;

    /// <summary>Passes over the clips, at least 1; published 30, for ViT-L/14 20.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Epochs of linear warm-up from 0.</summary>
    public double WarmUpEpochs { get; init; } = 5;

    /// <summary>The learning rate is set at the first batch of an epoch and then at every batch whose 1-based number is a multiple of this; published 10 (Q24).</summary>
    public int LearningRateInterval { get; init; } = 10;

    /// <summary>AdamW's weight decay, on every parameter: biases, LayerNorms and logit scale too (Q24).</summary>
    public double WeightDecay { get; init; } = 0.2;

    /// <summary>How the terms of the loss add up.</summary>
    public ObjectiveWeights Objective { get; init; } = new();

    /// <summary>Whether one expert per layer is drawn for the first pass; without, that pass merges experts as evaluation does.</summary>
    public bool RouteExperts { get; init; } = true;

    /// <summary>Batches whose gradients are summed before one step, at least 1; what is left at the end of an epoch makes a step of its own.</summary>
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>Keeps the vision tower as it is (published <c>fix_video</c>); the logit scale trains on. Needed for batches of frame embeddings.</summary>
    public bool FreezeVision { get; init; }

    /// <summary>Decides the first values of a new head and every draw of experts and temperatures.</summary>
    public ulong Seed { get; init; } = 1024;

    /// <summary><c>auto</c> (CUDA when there is one), <c>cpu</c> or <c>cuda</c>. Resuming is bit-identical on the CPU.</summary>
    public string Device { get; init; } = "auto";
}
