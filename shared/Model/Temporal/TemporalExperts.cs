using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Temporal;

/// <summary>A feed-forward layer made of E experts that are used alone or merged in parameter space (specification 3.2).</summary>
internal sealed class TemporalExperts : nn.Module
{
    private readonly Tensor mote_fusion_weight; // [E], not trained
    private readonly ModuleList<LinearLayer> fc_up;
    private readonly ModuleList<LinearLayer> fc_dn;
    private readonly int _experts;

    public TemporalExperts(int width, int experts, TensorPlacement placement)
        : base(nameof(TemporalExperts))
    {
        _experts = experts;
        mote_fusion_weight = zeros(experts, device: placement.Device).DetachFromDisposeScope();
        fc_up = new ModuleList<LinearLayer>([.. Enumerable.Range(0, experts).Select(_ => new LinearLayer(width, 4 * width, placement))]);
        fc_dn = new ModuleList<LinearLayer>([.. Enumerable.Range(0, experts).Select(_ => new LinearLayer(4 * width, width, placement))]);
        RegisterComponents();
    }

    public Tensor FusionWeights => mote_fusion_weight;

    public IReadOnlyList<LinearLayer> Up => [.. fc_up];

    public IReadOnlyList<LinearLayer> Down => [.. fc_dn];

    /// <param name="tokens">[..., D].</param>
    /// <param name="pass">Says which experts, and in which shares; the same for up and down (Q9).</param>
    /// <returns>[..., D]; owned by the caller's scope.</returns>
    public Tensor Forward(Tensor tokens, ExpertPass pass)
    {
        using var scope = NewDisposeScope();
        var shares = pass.NextShares(_experts == 1 ? [0] : mote_fusion_weight.cpu().data<float>().ToArray());
        return FeedForward
            .Apply(
                tokens,
                Merge(fc_up, shares, layer => layer.Weight),
                Merge(fc_up, shares, layer => layer.Bias),
                Merge(fc_dn, shares, layer => layer.Weight),
                Merge(fc_dn, shares, layer => layer.Bias),
                ClipActivation.QuickGelu)
            .MoveToOuterDisposeScope();
    }

    private static Tensor Merge(ModuleList<LinearLayer> layers, float[] shares, Func<LinearLayer, Tensor> part)
    {
        var alone = Array.IndexOf(shares, 1f);
        if (alone >= 0)
            return part(layers[alone]);

        var merged = part(layers[0]).Times(shares[0]);
        for (var expert = 1; expert < layers.Count; expert++)
            merged = merged.PlusTimes(part(layers[expert]), shares[expert]);
        return merged;
    }
}
