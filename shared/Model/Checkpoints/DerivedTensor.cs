using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>One tensor of <see cref="DerivedTensors"/>: what it is, and how its values come about.</summary>
internal sealed record DerivedTensor(NamedTensor Tensor, Func<float[]> Floats, Func<long[]> Integers)
{
    /// <summary>A floating-point tensor that is computed.</summary>
    public static DerivedTensor Computed(NamedTensor tensor, Func<float[]> floats) => new(tensor, floats, () => []);

    /// <summary>A tensor passed on as it is, under another name where one is given.</summary>
    public static DerivedTensor PassedOn(ITensorSource source, NamedTensor tensor, string? name = null) =>
        new(tensor with { Name = name ?? tensor.Name }, () => source.ReadFloats(tensor.Name), () => source.ReadIntegers(tensor.Name));
}
