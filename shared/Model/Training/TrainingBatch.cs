namespace MoTE.Indexing.Model.Training;

/// <summary>Some clips with their classes: pictures, or the frame embeddings that a frozen vision tower made of them.</summary>
public sealed class TrainingBatch
{
    private TrainingBatch(byte[]? pixels, float[]? frameEmbeddings, int[] labels) =>
        (Pixels, FrameEmbeddings, Labels) = (pixels, frameEmbeddings, labels);

    /// <summary>Planar RGB samples [B, T, 3, R, R], or <see langword="null"/>.</summary>
    public byte[]? Pixels { get; }

    /// <summary>X [B, T, D], row-major, not normalised, or <see langword="null"/>.</summary>
    public float[]? FrameEmbeddings { get; }

    /// <summary>Class of each clip, a row number of the class features; [B].</summary>
    public int[] Labels { get; }

    /// <summary>Clips as pictures.</summary>
    /// <param name="pixels">Planar RGB samples [B, T, 3, R, R]; not copied.</param>
    /// <param name="labels">[B], at least one.</param>
    public static TrainingBatch OfPixels(byte[] pixels, int[] labels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        return new TrainingBatch(pixels, null, Checked(labels, pixels.Length));
    }

    /// <summary>Clips as frame embeddings.</summary>
    /// <param name="frameEmbeddings">X [B, T, D]; not copied.</param>
    /// <param name="labels">[B], at least one.</param>
    public static TrainingBatch OfFrameEmbeddings(float[] frameEmbeddings, int[] labels)
    {
        ArgumentNullException.ThrowIfNull(frameEmbeddings);
        return new TrainingBatch(null, frameEmbeddings, Checked(labels, frameEmbeddings.Length));
    }

    private static int[] Checked(int[] labels, int values)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Length > 0 && values > 0 && values % labels.Length == 0
            ? labels
            : throw new ArgumentException($"{values} values cannot be divided among {labels.Length} clips.", nameof(labels));
    }
}
