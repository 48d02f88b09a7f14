namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>What a temporal head's file says of the text features of the classes it was fine-tuned on.</summary>
public enum ClassFeatures
{
    /// <summary>They are there.</summary>
    Present,

    /// <summary>The key is absent, as in heads older than the modulation: recompute them from the class names (Q37).</summary>
    Absent,

    /// <summary>
    /// They are all zero, the placeholder that a checkpoint should have overwritten: the gain would be 2e-9 and the model would silently be plain
    /// CLIP (Q38). Recompute them or refuse the file.
    /// </summary>
    Zero,
}
