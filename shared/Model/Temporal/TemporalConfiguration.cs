using System.Globalization;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Temporal;

/// <summary>Sizes of a temporal head (specification 3).</summary>
public sealed record TemporalConfiguration
{
    /// <summary>Metadata entry that states the number of attention heads, which no shape tells.</summary>
    public const string HeadsKey = "temporal_heads";

    /// <summary>Width D of the frame embeddings.</summary>
    public required int Width { get; init; }

    /// <summary>Attention heads: those of the text tower (Q4); divides <see cref="Width"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>Number of temporal blocks L.</summary>
    public required int Layers { get; init; }

    /// <summary>Temporal experts E per block; 0 is a plain feed-forward layer, which is also what merged experts become (Q31: 1 is not plain).</summary>
    public required int Experts { get; init; }

    /// <summary>Rows of the frame position table: the most frames a view can have; 77 in the published heads.</summary>
    public required int Positions { get; init; }

    /// <summary>Number of fine-tuning classes K; 400 in the published heads.</summary>
    public required int FineTuningClasses { get; init; }

    /// <summary>The published head of ViT-B/16: 37,845,504 trainable parameters (specification 3.5).</summary>
    public static TemporalConfiguration VitB16 { get; } = Published(width: 512, layers: 4);

    /// <summary>The published head of ViT-L/14: 127,590,144 trainable parameters (specification 3.5).</summary>
    public static TemporalConfiguration VitL14 { get; } = Published(width: 768, layers: 6);

    /// <summary>The same head with its experts merged.</summary>
    public TemporalConfiguration Merged => this with { Experts = 0 };

    /// <summary>Reads the sizes off a state dict (specification 3.5).</summary>
    /// <param name="source">The tensors of a temporal head.</param>
    /// <param name="heads">Attention heads; when left out, metadata <see cref="HeadsKey"/>, else max(1, D / 64).</param>
    /// <exception cref="CheckpointException">These are not the tensors of a temporal head.</exception>
    public static TemporalConfiguration FromTensors(ITensorSource source, int? heads = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var shapes = new ClipShapes(source);
        var width = shapes.Size("frame_position_embeddings.weight", 1, 2);
        var layers = ClipShapes.Layers(source, "transformer.resblocks.");
        if (layers == 0)
            throw new CheckpointException("The temporal head has no block 'transformer.resblocks.0'.");

        var experts = source.Tensors.ContainsKey("transformer.resblocks.0.mlp.c_fc.weight")
            ? 0
            : shapes.Size("transformer.resblocks.0.mlp.mote_fusion_weight", 0, 1);
        var number = heads ?? shapes.Number(HeadsKey) ?? Math.Max(1, width / 64);
        if (number < 1 || width % number != 0)
            throw new CheckpointException(string.Create(CultureInfo.InvariantCulture, $"A temporal head {width} wide cannot have {number} attention heads."));

        return new TemporalConfiguration
        {
            Width = width,
            Heads = number,
            Layers = layers,
            Experts = experts,
            Positions = shapes.Size("frame_position_embeddings.weight", 0, 2),
            FineTuningClasses = shapes.Size("spe_cls_feature", 0, 2),
        };
    }

    private static TemporalConfiguration Published(int width, int layers) => new()
    {
        Width = width,
        Heads = width / 64,
        Layers = layers,
        Experts = 4,
        Positions = 77,
        FineTuningClasses = 400,
    };
}
