using static TorchSharp.torch;

using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Tests.Reference;

/// <summary>Between arrays and tensors.</summary>
internal static class Arrays
{
    public static float[] ToFloats(this Tensor tensor)
    {
        using var flat = tensor.detach().to(ScalarType.Float32).contiguous().cpu();
        return flat.data<float>().ToArray();
    }

    public static Tensor ReadTensor(this ITensorSource source, string name) =>
        tensor(source.ReadFloats(name), source.Tensors[name].Shape.ToArray());

    public static IReadOnlyList<long[]> ReadRows(this ITensorSource source, string name) =>
        [.. source.ReadIntegers(name).Chunk((int)source.Tensors[name].Shape[1])];
}
