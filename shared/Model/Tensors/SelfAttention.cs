using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>Multi-head self-attention with one packed projection, rows ordered q, k, v (specification 2.3).</summary>
internal sealed class SelfAttention : nn.Module
{
    private readonly Parameter in_proj_weight; // [3W, W]
    private readonly Parameter in_proj_bias;   // [3W]
    private readonly LinearLayer out_proj;
    private readonly long _width;
    private readonly long _heads;

    public SelfAttention(long width, long heads, TensorPlacement placement)
        : base(nameof(SelfAttention))
    {
        _width = width;
        _heads = heads;
        in_proj_weight = Parameters.Empty(placement.Device, placement.MatrixType, 3 * width, width);
        in_proj_bias = Parameters.Empty(placement.Device, placement.MatrixType, 3 * width);
        out_proj = new LinearLayer(width, width, placement);
        RegisterComponents();
    }

    public Parameter InputWeight => in_proj_weight;

    public Parameter InputBias => in_proj_bias;

    public LinearLayer Output => out_proj;

    /// <summary>Every position attends to every position, or with <paramref name="causal"/> to itself and those before.</summary>
    /// <param name="tokens">[n, L, W].</param>
    /// <param name="causal">Hide later positions.</param>
    /// <returns>[n, L, W]; owned by the caller's scope.</returns>
    public Tensor Forward(Tensor tokens, bool causal)
    {
        using var scope = NewDisposeScope();
        var (n, length) = (tokens.shape[0], tokens.shape[1]);
        var packed = nn.functional.linear(tokens.to(in_proj_weight.dtype), in_proj_weight, in_proj_bias) // [n, L, 3W]
            .view(n, length, 3, _heads, _width / _heads)
            .unbind(2);                                                                                   // 3 x [n, L, h, d]
        var mixed = nn.functional.scaled_dot_product_attention(
            packed[0].transpose(1, 2), packed[1].transpose(1, 2), packed[2].transpose(1, 2), is_casual: causal); // [n, h, L, d]
        return out_proj.forward(mixed.transpose(1, 2).reshape(n, length, _width)).MoveToOuterDisposeScope();
    }

    /// <summary>One position per row attends: all that a tower's last block needs, since only that position is read.</summary>
    /// <param name="query">[n, 1, W], rows of <paramref name="tokens"/>.</param>
    /// <param name="tokens">[n, L, W].</param>
    /// <param name="mask">[n, 1, 1, L], added to the attention logits; <see langword="null"/> hides nothing.</param>
    /// <returns>[n, 1, W]; owned by the caller's scope.</returns>
    public Tensor ForwardOne(Tensor query, Tensor tokens, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var (n, length, depth) = (tokens.shape[0], tokens.shape[1], _width / _heads);
        var type = in_proj_weight.dtype;
        var q = nn.functional.linear(query.to(type), in_proj_weight.narrow(0, 0, _width), in_proj_bias.narrow(0, 0, _width))
            .view(n, 1, _heads, depth)
            .transpose(1, 2);                                                                            // [n, h, 1, d]
        var packed = nn.functional.linear(
                tokens.to(type), in_proj_weight.narrow(0, _width, 2 * _width), in_proj_bias.narrow(0, _width, 2 * _width))
            .view(n, length, 2, _heads, depth)
            .unbind(2);                                                                                  // 2 x [n, L, h, d]
        var mixed = nn.functional.scaled_dot_product_attention(
            q, packed[0].transpose(1, 2), packed[1].transpose(1, 2), mask?.to(type));                     // [n, h, 1, d]
        return out_proj.forward(mixed.transpose(1, 2).reshape(n, 1, _width)).MoveToOuterDisposeScope();
    }
}
