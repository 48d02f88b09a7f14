using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>The entry <c>spe_cls_feature</c> of a temporal head: text features of the classes it was fine-tuned on, [classes, D], unit rows.</summary>
public static class FineTuningClassFeatures
{
    /// <summary>Its key.</summary>
    public const string Key = "spe_cls_feature";

    /// <summary>Whether a head brings usable class features (Q37, Q38).</summary>
    /// <param name="temporalHead">A head in the training layout or merged.</param>
    /// <exception cref="CheckpointException">The file cannot be read.</exception>
    public static ClassFeatures Of(ITensorSource temporalHead)
    {
        ArgumentNullException.ThrowIfNull(temporalHead);
        if (!temporalHead.Tensors.ContainsKey(Key))
            return ClassFeatures.Absent;
        return temporalHead.ReadFloats(Key).AsSpan().ContainsAnyExcept(0f) ? ClassFeatures.Present : ClassFeatures.Zero;
    }
}
