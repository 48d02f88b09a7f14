using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>One row of values per index.</summary>
internal sealed class EmbeddingTable : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // [rows, width]

    public EmbeddingTable(long rows, long width, TensorPlacement placement)
        : base(nameof(EmbeddingTable))
    {
        weight = Parameters.Empty(placement.Device, rows, width);
        RegisterComponents();
    }

    public Parameter Weight => weight;

    /// <param name="indices">[n, L], int64.</param>
    /// <returns>[n, L, width]; owned by the caller's scope.</returns>
    public override Tensor forward(Tensor indices)
    {
        using var scope = NewDisposeScope();
        var (n, length) = (indices.shape[0], indices.shape[1]);
        return weight.index_select(0, indices.reshape(-1)).view(n, length, -1).MoveToOuterDisposeScope();
    }

    /// <summary>The first rows, as a view.</summary>
    public Tensor First(long count) => weight.narrow(0, 0, count);
}
