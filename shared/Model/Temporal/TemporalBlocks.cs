using MoTE.Indexing.Model.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Temporal;

/// <summary>The blocks of the temporal head, one after the other; no normalisation at the end.</summary>
internal sealed class TemporalBlocks : nn.Module
{
    private readonly ModuleList<TemporalBlock> resblocks;

    public TemporalBlocks(TemporalConfiguration configuration, TensorPlacement placement)
        : base(nameof(TemporalBlocks))
    {
        resblocks = new ModuleList<TemporalBlock>(
            [.. Enumerable.Range(0, configuration.Layers).Select(_ => new TemporalBlock(configuration, placement))]);
        RegisterComponents();
    }

    public IReadOnlyList<TemporalBlock> Blocks => [.. resblocks];

    /// <param name="stream">[n, T, D].</param>
    /// <param name="pass">How experts are used.</param>
    /// <returns>[n, T, D]; owned by the caller's scope.</returns>
    public Tensor Forward(Tensor stream, ExpertPass pass)
    {
        using var scope = NewDisposeScope();
        var result = stream;
        foreach (var block in resblocks)
            result = block.Forward(result, pass);
        return result.MoveToOuterDisposeScope();
    }
}
