using System.ComponentModel.DataAnnotations;

namespace MoTE.Indexing.Model.Training.Contrastive;

/// <summary>Hyper-parameters of contrastive training.</summary>
public sealed class ContrastiveOptions
{
    /// <summary>Optimizer steps.</summary>
    [Range(1, 10_000_000)]
    public int Steps { get; set; } = 8000;

    /// <summary>Steps over which the learning rate rises from 0.</summary>
    [Range(0, 1_000_000)]
    public int WarmUpSteps { get; set; } = 200;

    /// <summary>Highest learning rate before a restart; it falls along a cosine to <see cref="FinalRateShare"/> of it.</summary>
    [Range(0, 1)]
    public double PeakRate { get; set; } = 1e-3;

    /// <summary>The step at which the learning rate starts over, to fall once more; 0 for never.</summary>
    [Range(0, 10_000_000)]
    public int RestartAt { get; set; } = 4500;

    /// <summary>Highest learning rate after the restart.</summary>
    [Range(0, 1)]
    public double RestartRate { get; set; } = 7e-4;

    /// <summary>Learning rate at the end of each fall, as a share of the highest.</summary>
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

    /// <summary>Learning rate of a step: linear warm-up, then a cosine; the same once more from <see cref="RestartAt"/> on.</summary>
    /// <param name="step">Number of the step, from 0.</param>
    public double RateAt(int step)
    {
        if (RestartAt <= 0 || RestartAt >= Steps)
        {
            return Fall(step, Steps, PeakRate);
        }

        return step < RestartAt ? Fall(step, RestartAt, PeakRate) : Fall(step - RestartAt, Steps - RestartAt, RestartRate);
    }

    private double Fall(int step, int steps, double peak)
    {
        if (step < WarmUpSteps)
        {
            return peak * (step + 1) / WarmUpSteps;
        }

        var progress = Math.Min(1, (double)(step - WarmUpSteps) / Math.Max(1, steps - WarmUpSteps));
        return peak * (FinalRateShare + ((1 - FinalRateShare) * 0.5 * (1 + Math.Cos(Math.PI * progress))));
    }
}
