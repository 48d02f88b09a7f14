using MoTE.Indexing.Model.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Clip;

/// <summary>
/// The convolution that turns patches into tokens. Its stride equals its kernel, so it is one matrix product over the patches.
/// </summary>
internal sealed class PatchProjection : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // [W, 3, P, P]
    private readonly long _patch;
    private readonly long _width;

    public PatchProjection(int patch, int width, TensorPlacement placement)
        : base(nameof(PatchProjection))
    {
        _patch = patch;
        _width = width;
        weight = Parameters.Empty(placement.Device, placement.MatrixType, width, 3, patch, patch);
        RegisterComponents();
    }

    public Parameter Weight => weight;

    /// <param name="frames">[n, 3, R, R].</param>
    /// <returns>[n, (R/P)², W], patches row by row; owned by the caller's scope.</returns>
    public override Tensor forward(Tensor frames)
    {
        using var scope = NewDisposeScope();
        var (n, grid) = (frames.shape[0], frames.shape[2] / _patch);
        var patches = frames.to(weight.dtype)
            .reshape(n, 3, grid, _patch, grid, _patch)
            .permute(0, 2, 4, 1, 3, 5)                          // [n, row, column, rgb, y, x]
            .reshape(n, grid * grid, 3 * _patch * _patch);
        return nn.functional.linear(patches, weight.view(_width, -1)).MoveToOuterDisposeScope();
    }
}
