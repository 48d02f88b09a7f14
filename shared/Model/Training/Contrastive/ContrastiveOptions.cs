using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Model.Training.Contrastive;

/// <summary>Hyper-parameters of contrastive training.</summary>
public sealed class ContrastiveOptions
{
    /// <summary>Optimizer steps.</summary>
    [Range(1, 10_000_000)]
    public int Steps { get; set; } = 4500;

    /// <summary>Steps over which the learning rate rises from 0.</summary>
    [Range(0, 1_000_000)]
    public int WarmUpSteps { get; set; } = 200;

    /// <summary>Highest learning rate; it falls along a cosine to <see cref="FinalRateShare"/> of it.</summary>
    [Range(0, 1)]
    public double PeakRate { get; set; } = 1e-3;

    /// <summary>Learning rate at the end, as a share of the highest.</summary>
    [Range(0, 1)]
    public double FinalRateShare { get; set; } = 0.02;

    /// <summary>AdamW weight decay of matrices; vectors and scalars have none.</summary>
    [Range(0, 1)]
    public double WeightDecay { get; set; } = 0.05;

    /// <summary>Largest norm of the whole gradient; above it the gradient is scaled down.</summary>
    [Range(0, 1000)]
    public double GradientNormMax { get; set; } = 1;

    /// <summary>Weight of the linear probe's squared error beside the contrastive loss.</summary>
    [Range(0, 1000)]
    public double ProbeWeight { get; set; } = 3;

    /// <summary>Largest factor on cosines, exp(logit scale).</summary>
    [Range(1, 1000)]
    public double LogitScaleMax { get; set; } = 100;

    /// <summary>Seed of the first values.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>Learning rate of a step: linear warm-up, then a cosine.</summary>
    /// <param name="step">Number of the step, from 0.</param>
    public double RateAt(int step)
    {
        if (step < WarmUpSteps)
        {
            return PeakRate * (step + 1) / WarmUpSteps;
        }

        var progress = Math.Min(1, (double)(step - WarmUpSteps) / Math.Max(1, Steps - WarmUpSteps));
        return PeakRate * (FinalRateShare + ((1 - FinalRateShare) * 0.5 * (1 + Math.Cos(Math.PI * progress))));
    }
}
