namespace MoTE.Indexing.Model.Training;

/// <summary>How the three terms of the training loss add up (specification 4).</summary>
public sealed record ObjectiveWeights
{
    /// <summary>Factor on the cross-entropy of the merged pass; published 0.5 (Q11).</summary>
    public double Merged { get; init; } = 0.5;

    /// <summary>Factor on the mean square of the merged pass's temporal branch; published 0.1 (Q10).</summary>
    public double MeanSquare { get; init; } = 0.1;
}
