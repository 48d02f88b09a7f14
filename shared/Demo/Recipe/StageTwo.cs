using System.Globalization;
using MoTE.Indexing.Demo.FineTuning;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Model.Training;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Demo.Recipe;

/// <summary>Fine-tunes the temporal head on the temporal classes by the published recipe; the vision tower stays as stage 1 left it.</summary>
internal sealed class StageTwo(DemoRecipeOptions options, string folder, RecipeLog log, IProgress<RecipeProgress>? progress)
{
    private const int ClipsPerGroup = 64;
    private const string Stage = "stage 2: temporal head";

    /// <summary>Trains, or goes on where an interrupted run stopped.</summary>
    /// <param name="clip">Tensors of stage 1.</param>
    /// <param name="tokenizer">The vocabulary.</param>
    /// <param name="cancellationToken">Stops; what was trained is kept.</param>
    /// <returns>The trainer, which holds the finished head.</returns>
    public async Task<MoteTrainer> RunAsync(ITensorSource clip, ClipTokenizer tokenizer, CancellationToken cancellationToken)
    {
        var (embeddings, labels) = await EmbedClipsAsync(clip, cancellationToken).ConfigureAwait(false);
        var clips = new CachedClips(embeddings, labels, options.ClipsPerBatch, options.Seed);
        var checkpoint = Path.Combine(folder, "temporal.checkpoint.safetensors");
        var trainer = File.Exists(checkpoint)
            ? MoteTrainer.Resume(checkpoint, options.FineTuning)
            : MoteTrainer.Start(clip, Head(), ClassFeatures(clip, tokenizer), options.FineTuning);
        try
        {
            trainer.Train(clips, Report, checkpoint, Path.Combine(folder, "stage2.csv"), cancellationToken);
            return trainer;
        }
        catch
        {
            trainer.Dispose();
            throw;
        }
    }

    private TemporalConfiguration Head() => new()
    {
        Width = options.JointWidth,
        Layers = options.TemporalLayers,
        Experts = options.TemporalExperts,
        Heads = options.TextWidth / 64,
        FineTuningClasses = FineTuningClasses.Names.Count,
        Positions = options.ContextLength,
    };

    private static float[][] ClassFeatures(ITensorSource clip, ClipTokenizer tokenizer)
    {
        using var text = TextEncoder.Load(clip);
        return PromptEnsemble.Encode(text, FineTuningClasses.Names, DemoPrompts.Templates, tokenizer.Encode);
    }

    private async Task<(List<float[]> Embeddings, List<int> Labels)> EmbedClipsAsync(ITensorSource clip, CancellationToken cancellationToken)
    {
        using var encoder = VideoEncoder.Load(clip, temporal: null);
        var (embeddings, labels) = (new List<float[]>(), new List<int>());
        var width = options.FramesPerView * options.JointWidth;
        var next = Make(0);
        for (var group = 0; group * ClipsPerGroup < options.Clips; group++)
        {
            var (pixels, known) = await next.ConfigureAwait(false);
            next = (group + 1) * ClipsPerGroup < options.Clips ? Make(group + 1) : next;   // drawn while this group is encoded
            embeddings.AddRange(encoder.EncodeFrames(pixels).Chunk(width));
            labels.AddRange(known);
            progress?.Report(new RecipeProgress("rendering and encoding clips", embeddings.Count, options.Clips, ""));
        }

        log.Write(string.Create(CultureInfo.InvariantCulture, $"stage 2 has {embeddings.Count} clips of {FineTuningClasses.Names.Count} classes"));
        return (embeddings, labels);

        Task<(byte[] Pixels, int[] Labels)> Make(int group) => Task.Run(
            () => MotionClips.MakeAsync(group, ClipsPerGroup, options.FramesPerView, options.Resolution, options.Seed + 3, options.EncodedClipShare, cancellationToken),
            cancellationToken);
    }

    private void Report(TrainingProgress done)
    {
        if ((done.Batch + 1) % 20 == 0)
        {
            progress?.Report(new RecipeProgress(
                Stage,
                (done.Epoch * done.BatchCount) + done.Batch + 1,
                options.FineTuning.Epochs * done.BatchCount,
                string.Create(CultureInfo.InvariantCulture, $"loss {done.Loss:F3}, right {done.Accuracy:P0}")));
        }
    }
}
