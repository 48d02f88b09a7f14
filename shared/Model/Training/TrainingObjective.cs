using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Training;

/// <summary>One evaluation of the training loss with its parts; every tensor is owned by the caller's scope.</summary>
/// <param name="Loss">Scalar: the weighted sum.</param>
/// <param name="ExpertLoss">Scalar: cross-entropy of the routed pass.</param>
/// <param name="MergedLoss">Scalar: cross-entropy of the merged pass.</param>
/// <param name="MeanSquare">Scalar: mean of Y² of the merged pass.</param>
/// <param name="ExpertLogits">[B, M]: cosines of the routed pass.</param>
/// <param name="MergedLogits">[B, M]: cosines of the merged pass.</param>
internal readonly record struct TrainingObjective(
    Tensor Loss, Tensor ExpertLoss, Tensor MergedLoss, Tensor MeanSquare, Tensor ExpertLogits, Tensor MergedLogits)
{
    /// <summary>Two passes over one X, through one expert per layer and through merged experts, both with gain 1 (specification 4).</summary>
    /// <param name="frames">X [B, T, D], not normalised; gradients flow into it from every term.</param>
    /// <param name="labels">Class of each video [B], int64.</param>
    /// <param name="classes">Text features [M, D]; normalised here again.</param>
    /// <param name="head">The head with its experts.</param>
    /// <param name="logitScale">Scalar: logarithm of the factor on cosines.</param>
    /// <param name="routing">Decides experts and temperatures.</param>
    /// <param name="weights">How the terms add up.</param>
    /// <param name="routeExperts">Whether the first pass draws one expert per layer; otherwise it merges experts as evaluation does.</param>
    public static TrainingObjective Evaluate(
        Tensor frames,
        Tensor labels,
        Tensor classes,
        TemporalHead head,
        Tensor logitScale,
        IExpertRouting routing,
        ObjectiveWeights weights,
        bool routeExperts = true)
    {
        using var scope = NewDisposeScope();
        var unitClasses = Unit(classes);
        var factor = logitScale.exp();
        var routed = head.Forward(frames, routeExperts ? ExpertPass.Routed(routing) : ExpertPass.Merged); // Y [B, T, D]
        var merged = head.Forward(frames, ExpertPass.MergedAtRandom(routing));                       // Y [B, T, D]
        var expertLogits = Unit((routed + frames).mean([1])).matmul(unitClasses.t());                 // [B, M]
        var mergedLogits = Unit((merged + frames).mean([1])).matmul(unitClasses.t());                 // [B, M]
        var expertLoss = nn.functional.cross_entropy(expertLogits * factor, labels);
        var mergedLoss = nn.functional.cross_entropy(mergedLogits * factor, labels);

        // The published term compares Z = Y + X with X, which leaves Y.
        var meanSquare = merged.square().mean();
        var loss = expertLoss.PlusTimes(mergedLoss, weights.Merged).PlusTimes(meanSquare, weights.MeanSquare);
        return new TrainingObjective(
            loss.MoveToOuterDisposeScope(),
            expertLoss.MoveToOuterDisposeScope(),
            mergedLoss.MoveToOuterDisposeScope(),
            meanSquare.MoveToOuterDisposeScope(),
            expertLogits.MoveToOuterDisposeScope(),
            mergedLogits.MoveToOuterDisposeScope());
    }

    private static Tensor Unit(Tensor rows) => rows / rows.norm(1, keepdim: true);
}
