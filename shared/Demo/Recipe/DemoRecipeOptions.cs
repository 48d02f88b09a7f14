using System.ComponentModel.DataAnnotations;
using MoTE.Indexing.Model.Training;
using MoTE.Indexing.Model.Training.Contrastive;

namespace MoTE.Indexing.Demo.Recipe;

/// <summary>How the demo model is made. The defaults are those of the bundle that ships.</summary>
public sealed class DemoRecipeOptions
{
    /// <summary>Draws every scene, caption and first value.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Token ids of the vocabulary that is learnt from captions.</summary>
    [Range(520, 49408)]
    public int VocabularySize { get; set; } = 1024;

    /// <summary>Side R of the pictures, in pixels.</summary>
    [Range(32, 224)]
    public int Resolution { get; set; } = 64;

    /// <summary>Side of a patch, in pixels.</summary>
    [Range(4, 32)]
    public int PatchSize { get; set; } = 16;

    /// <summary>Width of the vision tower.</summary>
    [Range(64, 1024)]
    public int VisionWidth { get; set; } = 192;

    /// <summary>Blocks of the vision tower.</summary>
    [Range(1, 24)]
    public int VisionLayers { get; set; } = 6;

    /// <summary>Width of the text tower.</summary>
    [Range(64, 1024)]
    public int TextWidth { get; set; } = 128;

    /// <summary>Blocks of the text tower.</summary>
    [Range(1, 24)]
    public int TextLayers { get; set; } = 4;

    /// <summary>Width D of the joint space.</summary>
    [Range(64, 1024)]
    public int JointWidth { get; set; } = 128;

    /// <summary>Longest text in tokens, with start and end.</summary>
    [Range(8, 77)]
    public int ContextLength { get; set; } = 48;

    /// <summary>Pictures per batch of stage 1.</summary>
    [Range(8, 4096)]
    public int StillsPerBatch { get; set; } = 128;

    /// <summary>Files of 128 frames each that go through H.264 for stage 1.</summary>
    [Range(1, 10_000)]
    public int EncodedFiles { get; set; } = 100;

    /// <summary>Stage 1.</summary>
    public ContrastiveOptions Contrastive { get; set; } = new();

    /// <summary>Frames per view, T.</summary>
    [Range(2, 77)]
    public int FramesPerView { get; set; } = 8;

    /// <summary>Layers of the temporal head.</summary>
    [Range(1, 12)]
    public int TemporalLayers { get; set; } = 4;

    /// <summary>Experts per layer of the temporal head.</summary>
    [Range(1, 16)]
    public int TemporalExperts { get; set; } = 4;

    /// <summary>Clips of stage 2.</summary>
    [Range(8, 10_000_000)]
    public int Clips { get; set; } = 12_000;

    /// <summary>Share of the clips of stage 2 that go through H.264.</summary>
    [Range(0, 1)]
    public double EncodedClipShare { get; set; } = 0.25;

    /// <summary>Clips per batch of stage 2.</summary>
    [Range(2, 4096)]
    public int ClipsPerBatch { get; set; } = 96;

    /// <summary>Stage 2: the published recipe, with the learning rate of a small head that starts from nothing.</summary>
    public TrainerOptions FineTuning { get; set; } = new() { HeadLearningRate = 1e-3, Epochs = 24, WarmUpEpochs = 2, FreezeVision = true, Device = "cpu" };
}
