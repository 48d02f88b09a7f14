using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Temporal;

/// <summary>One block of the temporal head: attention among the frames of a view, then experts or a plain feed-forward layer (specification 3.1).</summary>
internal sealed class TemporalBlock : nn.Module
{
    private const double Epsilon = 1e-12; // Q3

    private readonly SelfAttention attn;
    private readonly LayerNormalization ln_1;
    private readonly nn.Module mlp;
    private readonly LayerNormalization ln_2;

    public TemporalBlock(TemporalConfiguration configuration, TensorPlacement placement)
        : base(nameof(TemporalBlock))
    {
        var width = configuration.Width;
        attn = new SelfAttention(width, configuration.Heads, placement);
        ln_1 = new LayerNormalization(width, Epsilon, placement);
        mlp = configuration.Experts == 0
            ? new FeedForward(width, ClipActivation.QuickGelu, placement)
            : new TemporalExperts(width, configuration.Experts, placement);
        ln_2 = new LayerNormalization(width, Epsilon, placement);
        RegisterComponents();
    }

    public SelfAttention Attention => attn;

    public IEnumerable<LayerNormalization> Normalizations => [ln_1, ln_2];

    /// <summary>The experts, or <see langword="null"/> in a head with plain feed-forward layers.</summary>
    public TemporalExperts? Experts => mlp as TemporalExperts;

    /// <summary>Every linear layer of the feed-forward part.</summary>
    public IEnumerable<LinearLayer> FeedForwardLayers => mlp is TemporalExperts experts
        ? experts.Up.Concat(experts.Down)
        : [((FeedForward)mlp).Up, ((FeedForward)mlp).Down];

    /// <param name="stream">[n, T, D].</param>
    /// <param name="pass">How experts are used; a plain layer does not ask.</param>
    /// <returns>[n, T, D]; owned by the caller's scope.</returns>
    public Tensor Forward(Tensor stream, ExpertPass pass)
    {
        using var scope = NewDisposeScope();
        var attended = Residual.Add(stream, attn.Forward(ln_1.forward(stream), causal: false));
        return Residual.Add(attended, ForwardExperts(ln_2.forward(attended), pass)).MoveToOuterDisposeScope();
    }

    /// <summary>The feed-forward part alone.</summary>
    public Tensor ForwardExperts(Tensor tokens, ExpertPass pass) =>
        mlp is TemporalExperts experts ? experts.Forward(tokens, pass) : ((FeedForward)mlp).forward(tokens);
}
