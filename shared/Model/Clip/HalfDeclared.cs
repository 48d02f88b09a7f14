using MoTE.Indexing.Model.Checkpoints;

namespace MoTE.Indexing.Model.Clip;

/// <summary>
/// A CLIP model as the published loader holds it: tensors that it declares half precision pass through half and back, the others stay (Q25).
/// Only for an original CLIP file; weights that were trained or patched afterwards are not rounded.
/// </summary>
/// <param name="clip">A CLIP model in OpenAI's layout; disposed with this.</param>
public sealed class HalfDeclared(ITensorSource clip) : ITensorSource
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, NamedTensor> Tensors => clip.Tensors;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata => clip.Metadata;

    /// <inheritdoc/>
    public float[] ReadFloats(string name)
    {
        var values = clip.ReadFloats(name);
        if (ClipKeys.IsDeclaredHalf(name))
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)(Half)values[i];
        }

        return values;
    }

    /// <inheritdoc/>
    public long[] ReadIntegers(string name) => clip.ReadIntegers(name);

    /// <inheritdoc/>
    public void Dispose() => clip.Dispose();
}
