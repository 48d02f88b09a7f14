using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>Where parameters live and in which type matrices multiply.</summary>
/// <param name="Device">The device of every parameter.</param>
/// <param name="MatrixType">
/// Type of the linear layers; embeddings, LayerNorms and the residual stream are always single precision.
/// </param>
internal readonly record struct TensorPlacement(Device Device, ScalarType MatrixType)
{
    /// <summary>Single precision on the CPU: the reference.</summary>
    public static TensorPlacement Cpu { get; } = new(CPU, ScalarType.Float32);

    /// <summary>Shapes without values, for state-dict approvals.</summary>
    public static TensorPlacement Meta { get; } = new(META, ScalarType.Float32);
}
