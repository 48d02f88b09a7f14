namespace MoTE.Indexing.Model.Training;

/// <summary>Linear warm-up from 0, then a cosine to 0, in stair-steps (specification 8, Q24).</summary>
public static class LearningRateSchedule
{
    /// <summary>Share of the full learning rate at a position.</summary>
    /// <param name="position">In epochs, with a fraction, from 0.</param>
    /// <param name="options">Epochs and warm-up.</param>
    /// <returns>0 to 1.</returns>
    public static double Factor(double position, TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (position < options.WarmUpEpochs)
            return position / options.WarmUpEpochs;
        var rest = options.Epochs - options.WarmUpEpochs;
        var progress = rest > 0 ? Math.Min((position - options.WarmUpEpochs) / rest, 1) : 1;
        return (1 + Math.Cos(Math.PI * progress)) / 2;
    }

    /// <summary>Whether the learning rate is set anew before a batch; between, it stays.</summary>
    /// <param name="batch">Number of the batch in its epoch, 0-based.</param>
    /// <param name="options">The interval.</param>
    public static bool IsSetAt(int batch, TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return batch == 0 || (batch + 1) % options.LearningRateInterval == 0;
    }
}
