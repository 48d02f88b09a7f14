using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>A CLIP state dict as the published loader leaves it: half-declared tensors rounded to half precision (Q25), the rest as in the file.</summary>
/// <remarks>Half-declared tensors are announced as <see cref="StoredType.Float16"/>, so writing them out that way loses nothing.</remarks>
public sealed class HalfDeclaredTensors : DerivedTensors
{
    /// <summary>Wraps a CLIP state dict in OpenAI's layout.</summary>
    /// <param name="clip">The source; owned from here on.</param>
    public HalfDeclaredTensors(ITensorSource clip)
        : base("The half-declared CLIP", Derive(clip), clip.Metadata, clip)
    {
    }

    private static IEnumerable<DerivedTensor> Derive(ITensorSource clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return clip.Tensors.Values.Select(tensor => HalfDeclared.Contains(tensor.Name) && tensor.Type.IsFloatingPoint()
            ? DerivedTensor.Computed(tensor with { Type = StoredType.Float16 }, () => Rounded(clip.ReadFloats(tensor.Name)))
            : DerivedTensor.PassedOn(clip, tensor));
    }

    private static float[] Rounded(float[] values)
    {
        HalfDeclared.Round(values);
        return values;
    }
}
