using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>x Wᵀ + b. Its values are undefined until loaded or initialised.</summary>
internal sealed class LinearLayer : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // [out, in]
    private readonly Parameter bias;   // [out]

    public LinearLayer(long inputs, long outputs, TensorPlacement placement)
        : base(nameof(LinearLayer))
    {
        weight = Parameters.Empty(placement.Device, placement.MatrixType, outputs, inputs);
        bias = Parameters.Empty(placement.Device, placement.MatrixType, outputs);
        RegisterComponents();
    }

    public Parameter Weight => weight;

    public Parameter Bias => bias;

    /// <param name="input">[..., in].</param>
    /// <returns>[..., out] in the layer's own type; owned by the caller's scope.</returns>
    public override Tensor forward(Tensor input) => nn.functional.linear(input.to(weight.dtype), weight, bias);

    /// <summary>The output times a constant, without a pass over the output: s (x Wᵀ + b).</summary>
    public Tensor ForwardScaled(Tensor input, float scale) => Scaled(input, weight, bias, scale, scale);

    /// <summary>The layer on a multiple of its input, without a pass over the input: (s x) Wᵀ + b.</summary>
    public Tensor ForwardOnScaled(Tensor input, float scale) => Scaled(input, weight, bias, scale, 1);

    /// <summary>s x Wᵀ + t b.</summary>
    public static Tensor Scaled(Tensor input, Tensor weight, Tensor bias, float productScale, float biasScale)
    {
        using var scope = NewDisposeScope();
        var typed = input.to(weight.dtype);
        if (is_grad_enabled())
        {
            // In training the factor goes to the weights, where its gradient costs least.
            return nn.functional
                .linear(typed, productScale == 1 ? weight : weight.Times(productScale), biasScale == 1 ? bias : bias.Times(biasScale))
                .MoveToOuterDisposeScope();
        }

        var shape = typed.shape;
        var inputs = shape[^1];
        shape[^1] = weight.shape[0];
        return bias
            .addmm(typed.reshape(-1, inputs), weight.t(), beta: biasScale, alpha: productScale) // [n, out]
            .view(shape)
            .MoveToOuterDisposeScope();
    }
}
