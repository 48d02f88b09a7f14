using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Training;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tests.Reference;

/// <summary>Small random models made here, so that tests need no files.</summary>
internal static class TinyModels
{
    public const int Width = 32;
    public const int Resolution = 16;
    public const int Frames = 4;

    public static ClipConfiguration Clip { get; } = new(
        new VisionConfiguration { Resolution = Resolution, PatchSize = 8, Width = 48, Layers = 2, Heads = 3, JointWidth = Width },
        new TextConfiguration
        {
            ContextLength = 12,
            VocabularySize = 100,
            Width = 32,
            Layers = 2,
            Heads = 2,
            JointWidth = Width,
            StartToken = 98,
            EndToken = 99,
        });

    public static TemporalConfiguration Temporal { get; } =
        new() { Width = Width, Heads = 2, Layers = 2, Experts = 3, Positions = 6, FineTuningClasses = 7 };

    public static ClipModel NewClip(ulong seed = 7) => ClipModel.Initialised(Clip, seed);

    public static TemporalHead NewHead(TemporalConfiguration? configuration = null, ulong seed = 11)
    {
        using var generator = new Generator(seed);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var head = new TemporalHead(configuration ?? Temporal, TensorPlacement.Cpu);
        TemporalInitialiser.Initialise(head, generator);
        var classes = randn(head.FineTuningClasses.shape, generator: generator);
        head.FineTuningClasses.copy_(classes / classes.norm(1, keepdim: true));
        return head;
    }

    public static LiveTensors Tensors(ClipModel clip) => new(
        clip.NamedParameters.ToDictionary(entry => entry.Key, entry => (Tensor)entry.Value, StringComparer.Ordinal),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ClipMetadataKeys.VisionHeads] = "3",
            [ClipMetadataKeys.TextHeads] = "2",
        });

    public static LiveTensors Tensors(TemporalHead head) => new(
        head.state_dict(), new Dictionary<string, string>(StringComparer.Ordinal) { [TemporalConfiguration.HeadsKey] = "2" });

    public static byte[] Pixels(int frames, int seed)
    {
        var pixels = new byte[frames * 3 * Resolution * Resolution];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }
}
