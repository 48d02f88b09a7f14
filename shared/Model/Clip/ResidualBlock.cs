using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Clip;

/// <summary>x + attention(LN x), then x + feed-forward(LN x) (specification 2.3).</summary>
internal sealed class ResidualBlock : nn.Module
{
    private readonly SelfAttention attn;
    private readonly LayerNormalization ln_1;
    private readonly FeedForward mlp;
    private readonly LayerNormalization ln_2;

    public ResidualBlock(int width, int heads, ClipActivation activation, TensorPlacement placement)
        : base(nameof(ResidualBlock))
    {
        attn = new SelfAttention(width, heads, placement);
        ln_1 = new LayerNormalization(width, 1e-5, placement);
        mlp = new FeedForward(width, activation, placement);
        ln_2 = new LayerNormalization(width, 1e-5, placement);
        RegisterComponents();
    }

    public SelfAttention Attention => attn;

    public FeedForward FeedForward => mlp;

    public IEnumerable<LayerNormalization> Normalizations => [ln_1, ln_2];

    /// <param name="stream">[n, L, W].</param>
    /// <param name="causal">Hide later positions.</param>
    /// <returns>[n, L, W]; owned by the caller's scope.</returns>
    public Tensor Forward(Tensor stream, bool causal)
    {
        using var scope = NewDisposeScope();
        var attended = Residual.Add(stream, attn.Forward(ln_1.forward(stream), causal));
        return Residual.Add(attended, mlp.forward(ln_2.forward(attended))).MoveToOuterDisposeScope();
    }

    /// <summary>The block at one position per row, with the same result there as <see cref="Forward"/>.</summary>
    /// <param name="stream">[n, L, W].</param>
    /// <param name="pick">Takes the position out of [n, L, W] as [n, 1, W].</param>
    /// <param name="mask">[n, 1, 1, L], added to the attention logits; <see langword="null"/> hides nothing.</param>
    /// <returns>[n, 1, W]; owned by the caller's scope.</returns>
    public Tensor ForwardOne(Tensor stream, Func<Tensor, Tensor> pick, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var normed = ln_1.forward(stream);
        var attended = Residual.Add(pick(stream), attn.ForwardOne(pick(normed), normed, mask));
        return Residual.Add(attended, mlp.forward(ln_2.forward(attended))).MoveToOuterDisposeScope();
    }
}
