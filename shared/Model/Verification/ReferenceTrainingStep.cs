using System.Globalization;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Training;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Verification;

/// <summary>The losses, logits and gradients of one training step with pinned routing.</summary>
internal sealed class ReferenceTrainingStep
{
    private readonly TemporalHead _head;
    private readonly TrainingObjective _objective;
    private readonly Tensor _frames;

    private ReferenceTrainingStep(TemporalHead head, TrainingObjective objective, Tensor frames) =>
        (_head, _objective, _frames) = (head, objective, frames);

    /// <param name="head">The head; gradients are left on its parameters until the next step.</param>
    /// <param name="frames">X [B, T, D].</param>
    /// <param name="text">[M, D].</param>
    /// <param name="labels">[B], int64.</param>
    /// <param name="logitScale">Logarithm of the factor on cosines.</param>
    public static ReferenceTrainingStep Run(TemporalHead head, Tensor frames, Tensor text, Tensor labels, float logitScale)
    {
        head.zero_grad();
        var leaf = frames.detach().clone().requires_grad_();
        var objective = TrainingObjective.Evaluate(leaf, labels, text, head, tensor(logitScale), new PinnedRouting(), new ObjectiveWeights());
        objective.Loss.backward();
        return new ReferenceTrainingStep(head, objective, leaf);
    }

    /// <summary>An output by its name, or <see langword="null"/> if there is none of that name.</summary>
    public Tensor? Output(string name) => name switch
    {
        "loss" => _objective.Loss,
        "loss_expert" => _objective.ExpertLoss,
        "loss_merged" => _objective.MergedLoss,
        "mse" => _objective.MeanSquare,
        "logits_expert" => _objective.ExpertLogits,
        "logits_merged" => _objective.MergedLogits,
        "grad_frame_embeddings" => _frames.grad,
        "grad_frame_position_embeddings" => _head.Positions.Weight.grad,
        "grad_block0_attn_in_proj" => _head.Blocks[0].Attention.InputWeight.grad,
        "grad_block0_ln1_weight" => _head.Blocks[0].Normalizations.First().Weight.grad,
        _ => ExpertGradient(name),
    };

    private Tensor? ExpertGradient(string name)
    {
        const string Prefix = "grad_block0_expert";
        const string Suffix = "_up";
        return name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
            && int.TryParse(name[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var expert)
            && expert < _head.Configuration.Experts
                ? _head.Blocks[0].Experts!.Up[expert].Weight.grad
                : null;
    }
}
