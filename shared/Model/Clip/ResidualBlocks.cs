using MoTE.Indexing.Model.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Clip;

/// <summary>The blocks of a tower, of which the last is computed at one position per row only.</summary>
internal sealed class ResidualBlocks : nn.Module
{
    private readonly ModuleList<ResidualBlock> resblocks;

    public ResidualBlocks(int width, int layers, int heads, ClipActivation activation, TensorPlacement placement)
        : base(nameof(ResidualBlocks))
    {
        resblocks = new ModuleList<ResidualBlock>(
            [.. Enumerable.Range(0, layers).Select(_ => new ResidualBlock(width, heads, activation, placement))]);
        RegisterComponents();
    }

    public IReadOnlyList<ResidualBlock> Blocks => [.. resblocks];

    /// <param name="stream">[n, L, W]; L ≥ 1.</param>
    /// <param name="causal">Hide later positions.</param>
    /// <param name="pick">Takes the position that is read out of [n, L, W] as [n, 1, W].</param>
    /// <param name="lastMask">What the position may not see in the last block, [n, 1, 1, L]; <see langword="null"/> hides nothing.</param>
    /// <returns>[n, W]: the last block's output at the position; owned by the caller's scope.</returns>
    public Tensor Forward(Tensor stream, bool causal, Func<Tensor, Tensor> pick, Tensor? lastMask)
    {
        using var scope = NewDisposeScope();
        for (var layer = 0; layer < resblocks.Count - 1; layer++)
        {
            var next = resblocks[layer].Forward(stream, causal);
            if (layer > 0)
                stream.Dispose();
            stream = next;
        }

        var one = resblocks.Count > 0 ? resblocks[^1].ForwardOne(stream, pick, lastMask) : pick(stream);
        return one.squeeze(1).MoveToOuterDisposeScope();
    }
}
