using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>PyTorch's default first values.</summary>
internal static class DefaultInitialisation
{
    /// <summary>Weights and bias uniform within ±1/√inputs.</summary>
    public static void Linear(LinearLayer layer, Generator generator)
    {
        var bound = 1 / Math.Sqrt(layer.Weight.shape[1]);
        layer.Weight.uniform_(-bound, bound, generator);
        layer.Bias.uniform_(-bound, bound, generator);
    }

    /// <summary>Packed projection Xavier-uniform over its whole [3W, W], output projection as <see cref="Linear"/>, biases 0.</summary>
    public static void Attention(SelfAttention attention, Generator generator)
    {
        var shape = attention.InputWeight.shape;
        var bound = Math.Sqrt(6.0 / (shape[0] + shape[1]));
        attention.InputWeight.uniform_(-bound, bound, generator);
        attention.InputBias.zero_();
        Linear(attention.Output, generator);
        attention.Output.Bias.zero_();
    }

    /// <summary>Weight 1, bias 0.</summary>
    public static void Normalization(LayerNormalization normalization)
    {
        normalization.Weight.SetAll(1);
        normalization.Bias.zero_();
    }
}
