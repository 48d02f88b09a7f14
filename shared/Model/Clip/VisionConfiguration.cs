
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Clip;

/// <summary>Sizes of a CLIP vision tower (specification 2.1).</summary>
public sealed record VisionConfiguration
{
    /// <summary>Side R of the square input picture, in pixels.</summary>
    public required int Resolution { get; init; }

    /// <summary>Side P of a square patch, in pixels; divides <see cref="Resolution"/>.</summary>
    public required int PatchSize { get; init; }

    /// <summary>Width W of the residual stream.</summary>
    public required int Width { get; init; }

    /// <summary>Number of residual blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads; divides <see cref="Width"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>Width D of the joint embedding space.</summary>
    public required int JointWidth { get; init; }

    /// <summary>The non-linearity.</summary>
    public ClipActivation Activation { get; init; } = ClipActivation.QuickGelu;

    /// <summary>Patches per side.</summary>
    public int Grid => Resolution / PatchSize;

    /// <summary>Positions: the patches and the class token before them.</summary>
    public int Tokens => (Grid * Grid) + 1;

    /// <summary>Reads the sizes off a state dict in OpenAI's layout (specification 2.6).</summary>
    /// <param name="source">Tensors and, where the shapes do not tell, <see cref="ClipMetadataKeys"/>.</param>
    /// <exception cref="CheckpointException">This is not a vision transformer in OpenAI's layout.</exception>
    public static VisionConfiguration FromTensors(ITensorSource source)
    {
        var shapes = new ClipShapes(source);
        if (!source.Tensors.ContainsKey("visual.proj"))
        {
            throw new CheckpointException("The CLIP model has no tensor 'visual.proj', so it is not a vision transformer in OpenAI's layout.");
        }

        var width = shapes.Size("visual.conv1.weight", 0, 4);
        var patch = shapes.Size("visual.conv1.weight", 3, 4);
        var positions = shapes.Size("visual.positional_embedding", 0, 2);
        var grid = (int)Math.Round(Math.Sqrt(positions - 1));
        if (positions < 2 || (grid * grid) + 1 != positions)
        {
            throw new CheckpointException(
                $"'visual.positional_embedding' has {positions} rows, but a square grid of patches and one class token need n² + 1.");
        }

        return new VisionConfiguration
        {
            Resolution = patch * grid,
            PatchSize = patch,
            Width = width,
            Layers = ClipShapes.Layers(source, "visual.transformer.resblocks."),
            Heads = shapes.Heads(ClipMetadataKeys.VisionHeads, width),
            JointWidth = shapes.Size("visual.proj", 1, 2),
            Activation = shapes.Activation(),
        };
    }
}
