using System.ComponentModel.DataAnnotations;
using MoTE.Indexing.Model.Encoders;

namespace MoTE.Indexing.Embedding;

/// <summary>Bounds of embedding, and how the model computes.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>Where these options are found in configuration.</summary>
    public const string SectionName = "Embedding";

    /// <summary>Chunks in work at the same time, of one video or several, each with an FFmpeg of its own.</summary>
    /// <value>Default one for every four processors, at least 2, so that one decodes while the last of another is encoded, and at most 8.</value>
    [Range(1, 64)]
    public int ChunksAtOnce { get; set; } = Math.Clamp(Environment.ProcessorCount / 4, 2, 8);

    /// <summary>Segments of a chunk that wait between two of its stages; when there are as many, the earlier stage waits.</summary>
    /// <value>Default 8.</value>
    [Range(1, 1024)]
    public int SegmentsAhead { get; set; } = 8;

    /// <summary>Views of all chunks that wait for the model; when there are as many, reading waits.</summary>
    /// <value>Default 16: 20 MB of 8 frames of 224 × 224 pixels each.</value>
    [Range(1, 4096)]
    public int ViewsAhead { get; set; } = 16;

    /// <summary>Views that are encoded together at most, of one video or several.</summary>
    /// <value>Default 8.</value>
    [Range(1, 1024)]
    public int ViewsPerBatch { get; set; } = 8;

    /// <summary><c>auto</c> (CUDA when there is one), <c>cpu</c> or <c>cuda</c>.</summary>
    /// <value>Default <c>auto</c>.</value>
    [Required]
    public string Device { get; set; } = "auto";

    /// <summary>Number type of the matrix products.</summary>
    /// <value>Default single precision.</value>
    public EncoderPrecision Precision { get; set; } = EncoderPrecision.Fp32;

    /// <summary>Shorter side of a segment's thumbnail, in pixels.</summary>
    /// <value>Default 224.</value>
    [Range(16, 2048)]
    public int ThumbnailSide { get; set; } = 224;

    /// <summary>Shorter side of each frame of a segment's preview, in pixels.</summary>
    /// <value>Default 144.</value>
    [Range(16, 1024)]
    public int PreviewSide { get; set; } = 144;

    /// <summary>JPEG quality of thumbnails and previews.</summary>
    /// <value>Default 80.</value>
    [Range(1, 100)]
    public int PictureQuality { get; set; } = 80;
}
