using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Clip;

/// <summary>Sizes of a CLIP model: two towers that meet in one joint space.</summary>
/// <param name="Vision">The vision tower.</param>
/// <param name="Text">The text tower; its joint width equals the vision tower's.</param>
public sealed record ClipConfiguration(VisionConfiguration Vision, TextConfiguration Text)
{
    /// <summary>ViT-B/32: 151,277,313 parameters (specification 2.1).</summary>
    public static ClipConfiguration VitB32 { get; } = Published(patch: 32, visionWidth: 768, visionLayers: 12, textWidth: 512);

    /// <summary>ViT-B/16: 149,620,737 parameters (specification 2.1).</summary>
    public static ClipConfiguration VitB16 { get; } = Published(patch: 16, visionWidth: 768, visionLayers: 12, textWidth: 512);

    /// <summary>ViT-L/14: 427,616,513 parameters (specification 2.1).</summary>
    public static ClipConfiguration VitL14 { get; } = Published(patch: 14, visionWidth: 1024, visionLayers: 24, textWidth: 768);

    /// <summary>Width D of the joint space.</summary>
    public int JointWidth => Vision.JointWidth;

    /// <summary>Reads the sizes off a state dict in OpenAI's layout (specification 2.6).</summary>
    /// <param name="source">Tensors and, where the shapes do not tell, <see cref="ClipMetadataKeys"/>.</param>
    /// <exception cref="CheckpointException">This is not a CLIP model with a vision transformer, or its towers do not fit together.</exception>
    public static ClipConfiguration FromTensors(ITensorSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var configuration = new ClipConfiguration(VisionConfiguration.FromTensors(source), TextConfiguration.FromTensors(source));
        return configuration.Vision.JointWidth == configuration.Text.JointWidth
            ? configuration
            : throw new CheckpointException(
                $"The vision tower ends in {configuration.Vision.JointWidth} values, but the text tower in {configuration.Text.JointWidth}.");
    }

    private static ClipConfiguration Published(int patch, int visionWidth, int visionLayers, int textWidth) => new(
        new VisionConfiguration
        {
            Resolution = 224,
            PatchSize = patch,
            Width = visionWidth,
            Layers = visionLayers,
            Heads = visionWidth / 64,
            JointWidth = textWidth,
        },
        new TextConfiguration
        {
            ContextLength = 77,
            VocabularySize = 49408,
            Width = textWidth,
            Layers = 12,
            Heads = textWidth / 64,
            JointWidth = textWidth,
            StartToken = 49406,
            EndToken = 49407,
        });
}
