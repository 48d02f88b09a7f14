
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Clip;

/// <summary>Sizes of a CLIP text tower (specification 2.1) and its special tokens.</summary>
public sealed record TextConfiguration
{
    /// <summary>Positions, including start and end token.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Number of token ids.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width Wt of the residual stream.</summary>
    public required int Width { get; init; }

    /// <summary>Number of residual blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads; divides <see cref="Width"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>Width D of the joint embedding space.</summary>
    public required int JointWidth { get; init; }

    /// <summary>The non-linearity.</summary>
    public ClipActivation Activation { get; init; } = ClipActivation.QuickGelu;

    /// <summary>A text is pooled at the first occurrence of this id; <see langword="null"/> means at the first occurrence of its largest id.</summary>
    public int? PoolingToken { get; init; }

    /// <summary>Id put before a text: 49406 in the published vocabulary.</summary>
    public required int StartToken { get; init; }

    /// <summary>Id put after a text: 49407 in the published vocabulary.</summary>
    public required int EndToken { get; init; }

    /// <summary>Reads the sizes off a state dict in OpenAI's layout (specification 2.6).</summary>
    /// <param name="source">Tensors and, where the shapes do not tell, <see cref="ClipMetadataKeys"/>.</param>
    /// <exception cref="CheckpointException">A tensor that tells a size is missing or of another rank.</exception>
    public static TextConfiguration FromTensors(ITensorSource source)
    {
        var shapes = new ClipShapes(source);
        var width = shapes.Size("ln_final.weight", 0, 1);
        var vocabulary = shapes.Size("token_embedding.weight", 0, 2);
        return new TextConfiguration
        {
            ContextLength = shapes.Size("positional_embedding", 0, 2),
            VocabularySize = vocabulary,
            Width = width,
            Layers = ClipShapes.Layers(source, "transformer.resblocks."),
            Heads = shapes.Heads(ClipMetadataKeys.TextHeads, width),
            JointWidth = shapes.Size("text_projection", 1, 2),
            Activation = shapes.Activation(),
            PoolingToken = shapes.Number(ClipMetadataKeys.PoolingToken),
            StartToken = shapes.Number(ClipMetadataKeys.StartToken) ?? vocabulary - 2,
            EndToken = shapes.Number(ClipMetadataKeys.EndToken) ?? vocabulary - 1,
        };
    }
}
