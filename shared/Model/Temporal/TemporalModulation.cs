using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Temporal;

/// <summary>Temporal feature modulation: how far a view may trust the temporal branch for a set of candidate classes (specification 5).</summary>
internal static class TemporalModulation
{
    /// <summary>How many classes on either side decide: the published num_esti.</summary>
    public const int Neighbours = 5;

    /// <summary>The published scale.</summary>
    public const double Scale = 0.05;

    /// <param name="frames">X: frame embeddings [n, T, D], not normalised.</param>
    /// <param name="candidates">C: candidate classes [M, D], unit rows; M ≥ 5.</param>
    /// <param name="fineTuning">S: fine-tuning classes [K, D], unit rows; K ≥ 5.</param>
    /// <returns>g [n, 1, 1]; owned by the caller's scope.</returns>
    /// <exception cref="UserErrorException">Fewer than five classes on either side: the published model defines no gain then.</exception>
    public static Tensor Gain(Tensor frames, Tensor candidates, Tensor fineTuning)
    {
        Require(candidates.shape[0], "candidate");
        Require(fineTuning.shape[0], "fine-tuning");
        using var scope = NewDisposeScope();
        var mean = frames.mean([1]);                                              // u [n, D]
        var direction = mean / mean.norm(1, keepdim: true);                       // [n, D]
        var (_, nearCandidates) = direction.matmul(candidates.t()).topk(Neighbours);  // A [n, 5]
        var (_, nearFineTuning) = direction.matmul(fineTuning.t()).topk(Neighbours);  // B [n, 5]
        var a = Rows(candidates, nearCandidates);                                 // [n, 5, D]
        var b = Rows(fineTuning, nearFineTuning);                                 // [n, 5, D]
        var best = a.matmul(b.transpose(1, 2)).amax([2]);                          // h [n, 5]: the larger over the fine-tuning side
        var similarity = best.mean([1]);                                          // m [n]
        return similarity.Plus(-1).Times(1 / Scale).exp().view(-1, 1, 1).MoveToOuterDisposeScope();
    }

    /// <summary>Says clearly that five classes are needed.</summary>
    public static void Require(long count, string kind)
    {
        if (count < Neighbours)
            throw new UserErrorException($"The gain of the temporal branch is defined for at least {Neighbours} {kind} classes, but there are {count}.");
    }

    private static Tensor Rows(Tensor table, Tensor indices) =>
        table.index_select(0, indices.reshape(-1)).view(indices.shape[0], Neighbours, -1);
}
