using MoTE.Indexing.Model.Clip;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>W to 4W, a non-linearity, 4W to W (specification 2.3).</summary>
internal sealed class FeedForward : nn.Module<Tensor, Tensor>
{
    private readonly LinearLayer c_fc;
    private readonly LinearLayer c_proj;
    private readonly ClipActivation _activation;

    public FeedForward(long width, ClipActivation activation, TensorPlacement placement)
        : base(nameof(FeedForward))
    {
        c_fc = new LinearLayer(width, 4 * width, placement);
        c_proj = new LinearLayer(4 * width, width, placement);
        _activation = activation;
        RegisterComponents();
    }

    public LinearLayer Up => c_fc;

    public LinearLayer Down => c_proj;

    /// <param name="tokens">[..., W].</param>
    /// <returns>[..., W]; owned by the caller's scope.</returns>
    public override Tensor forward(Tensor tokens) => Apply(tokens, c_fc.Weight, c_fc.Bias, c_proj.Weight, c_proj.Bias, _activation);

    /// <summary>The layer for weights from anywhere: one expert, or a mixture of experts.</summary>
    /// <remarks>
    /// QuickGELU is x·sigmoid(1.702x) = silu(1.702x)/1.702. Both factors ride along with the matrix products, which leaves one
    /// pass over the widest tensor of the network instead of three.
    /// </remarks>
    public static Tensor Apply(Tensor tokens, Tensor upWeight, Tensor upBias, Tensor downWeight, Tensor downBias, ClipActivation activation)
    {
        const float Slope = 1.702f;
        using var scope = NewDisposeScope();
        var quick = activation == ClipActivation.QuickGelu;
        var up = LinearLayer.Scaled(tokens, upWeight, upBias, quick ? Slope : 1, quick ? Slope : 1); // [..., 4W]
        var active = (quick, is_grad_enabled()) switch
        {
            (true, true) => up.silu(),
            (true, false) => up.silu_(),
            (false, true) => up.gelu(),
            (false, false) => up.gelu_(),
        };
        return LinearLayer.Scaled(active, downWeight, downBias, quick ? 1 / Slope : 1, 1).MoveToOuterDisposeScope();
    }
}
