using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>Normalises the last dimension to mean 0 and (biased) variance 1, then scales and shifts, in single precision (specification 2.5).</summary>
internal sealed class LayerNormalization : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // [width]
    private readonly Parameter bias;   // [width]
    private readonly long[] _width;
    private readonly double _epsilon;

    /// <param name="width">Size of the last dimension.</param>
    /// <param name="epsilon">Inside the square root: 1e-5 in CLIP, 1e-12 in the temporal head (Q3).</param>
    /// <param name="placement">Device of the parameters.</param>
    public LayerNormalization(long width, double epsilon, TensorPlacement placement)
        : base(nameof(LayerNormalization))
    {
        weight = Parameters.Empty(placement.Device, width);
        bias = Parameters.Empty(placement.Device, width);
        _width = [width];
        _epsilon = epsilon;
        RegisterComponents();
    }

    public Parameter Weight => weight;

    public Parameter Bias => bias;

    /// <param name="input">[..., width], float32.</param>
    /// <returns>[..., width], float32; owned by the caller's scope.</returns>
    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, _width, weight, bias, _epsilon);
}
