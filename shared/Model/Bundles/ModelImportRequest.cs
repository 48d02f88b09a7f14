using MoTE.Indexing.Model.Checkpoints;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Which published files become a bundle, and how.</summary>
public sealed record ModelImportRequest
{
    /// <summary>Name of the bundle.</summary>
    public required string Name { get; init; }

    /// <summary>The original CLIP: a file (TorchScript, torch.save, safetensors) or a folder in the Hugging Face layout.</summary>
    public required string Clip { get; init; }

    /// <summary>The MoTE checkpoint: fine-tuned vision tower and temporal head; null for another head or none.</summary>
    public string? Mote { get; init; }

    /// <summary>A temporal head alone, for the vision tower of <see cref="Clip"/> as it is; null for a MoTE checkpoint or plain CLIP.</summary>
    public string? TemporalHead { get; init; }

    /// <summary>The tokenizer's vocabulary in the published format; null: made of the <c>merges.txt</c> in the folder of <see cref="Clip"/>.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>CSV of class names (<c>id,name</c>): the fine-tuning classes, or the archive vocabulary of a plain CLIP; null where they are not known.</summary>
    public string? Classes { get; init; }

    /// <summary>Frames per view, T. Published heads know no other number than 8.</summary>
    public int FramesPerView { get; init; } = 8;

    /// <summary>Share of the fine-tuned weights in the vision tower.</summary>
    public double PatchFactor { get; init; } = PatchedTensors.PublishedFactor;

    /// <summary>Store matrices in half precision.</summary>
    public bool Half { get; init; }

    /// <summary>Take the place of a bundle of the same name.</summary>
    public bool Replace { get; init; }

    /// <summary>Licence of the weights; null: unknown, to be looked up at the source.</summary>
    public string? Licence { get; init; }
}
