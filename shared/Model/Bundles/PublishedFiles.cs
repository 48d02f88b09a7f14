using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Published files, opened together as one model: what an import and a check of raw files both start from.</summary>
internal sealed class PublishedFiles : IDisposable
{
    private readonly List<IDisposable> _opened = [];

    private PublishedFiles(ITensorSource clip)
    {
        _opened.Add(clip);

        // Values stay as the file has them: OpenAI's own are half precision already, so the rounding of specification Q25 would change nothing there.
        Clip = clip;
        Configuration = ClipConfiguration.FromTensors(Clip);
        Vision = Clip;
    }

    /// <summary>The original CLIP, in OpenAI's layout.</summary>
    public ITensorSource Clip { get; }

    /// <summary>Sizes of both towers.</summary>
    public ClipConfiguration Configuration { get; }

    /// <summary><c>visual.*</c> and <c>logit_scale</c>, patched where there is a MoTE checkpoint.</summary>
    public ITensorSource Vision { get; private set; }

    /// <summary>The fine-tuned vision tower before patching; null without a MoTE checkpoint.</summary>
    public ITensorSource? FineTuned { get; private set; }

    /// <summary>Share of the fine-tuned weights.</summary>
    public double PatchFactor { get; private set; }

    /// <summary>The temporal head as published; null for plain CLIP.</summary>
    public ITensorSource? TemporalHead { get; private set; }

    /// <summary>Keys of the MoTE checkpoint that the original CLIP does not have; the published code reports and drops them too.</summary>
    public IReadOnlyList<string> DroppedKeys { get; private set; } = [];

    /// <summary>Opens files.</summary>
    /// <param name="clip">The original CLIP: file or Hugging Face folder.</param>
    /// <param name="temporalHead">A temporal head alone, or null.</param>
    /// <param name="mote">A MoTE checkpoint, or null; not together with <paramref name="temporalHead"/>.</param>
    /// <param name="patchFactor">Share of the fine-tuned weights.</param>
    /// <exception cref="CheckpointException">A file cannot be read or is of another kind.</exception>
    public static PublishedFiles Open(string clip, string? temporalHead, string? mote, double patchFactor)
    {
        var files = Open(clip);
        try
        {
            if (temporalHead is not null)
            {
                files.TemporalHead = CheckpointReader.Open(temporalHead);
                files._opened.Add(files.TemporalHead);
            }

            if (mote is not null)
            {
                var checkpoint = MoteCheckpoint.Open(mote);
                files._opened.Add(checkpoint);
                files.TemporalHead = checkpoint.TemporalHead;
                files.FineTuned = checkpoint.Vision;
                files.PatchFactor = patchFactor;
                var patched = PatchedTensors.Create(new TensorSelection(checkpoint.Vision, _ => true), new TensorSelection(files.Clip, _ => true), patchFactor);
                files.Vision = patched;
                files.DroppedKeys = patched.DroppedKeys;
            }

            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public void Dispose() => _opened.ForEach(source => source.Dispose());

    private static PublishedFiles Open(string clip)
    {
        var source = CheckpointReader.Open(clip);
        try
        {
            return new PublishedFiles(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
