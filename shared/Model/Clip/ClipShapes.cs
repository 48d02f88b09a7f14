using System.Globalization;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Clip;

/// <summary>Reads sizes off the shapes and the metadata of a state dict.</summary>
internal sealed class ClipShapes(ITensorSource source)
{
    /// <summary>Number of layers: distinct numbers after the prefix. They must run from 0 without a gap.</summary>
    public static int Layers(ITensorSource source, string prefix)
    {
        var numbers = source.Tensors.Keys
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..].Split('.')[0])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        for (var layer = 0; layer < numbers.Count; layer++)
        {
            if (!numbers.Contains(layer.ToString(CultureInfo.InvariantCulture)))
                throw new CheckpointException($"Layers '{prefix}N' do not run from 0 to {numbers.Count - 1}: number {layer} is missing.");
        }

        return numbers.Count;
    }

    /// <summary>One size of a tensor whose rank is known.</summary>
    public int Size(string name, int dimension, int rank)
    {
        if (!source.Tensors.TryGetValue(name, out var tensor))
            throw new CheckpointException($"The model has no tensor '{name}', which tells its size.");
        if (tensor.Shape.Count != rank)
            throw new CheckpointException($"Tensor '{name}' has {tensor.Shape.Count} dimensions, expected {rank}.");
        var size = tensor.Shape[dimension];
        if (size is < 1 or > int.MaxValue)
            throw new CheckpointException($"Tensor '{name}' has size {size} in dimension {dimension}.");
        return (int)size;
    }

    /// <summary>A whole number of the metadata, if stated.</summary>
    public int? Number(string key)
    {
        if (!source.Metadata.TryGetValue(key, out var text))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CheckpointException($"Metadata '{key}' is '{text}', expected a whole number.");
    }

    /// <summary>Attention heads: stated, or one per 64 of the width and at least one.</summary>
    public int Heads(string key, int width)
    {
        var heads = Number(key) ?? Math.Max(1, width / 64);
        return heads >= 1 && width % heads == 0
            ? heads
            : throw new CheckpointException($"A width of {width} cannot be divided among {heads} attention heads; state their number as metadata '{key}'.");
    }

    /// <summary>The non-linearity: stated, or QuickGELU.</summary>
    public ClipActivation Activation() =>
        !source.Metadata.TryGetValue(ClipMetadataKeys.Activation, out var name)
            ? ClipActivation.QuickGelu
            : name switch
            {
                "quick_gelu" => ClipActivation.QuickGelu,
                "gelu" => ClipActivation.Gelu,
                _ => throw new CheckpointException($"Activation '{name}' is unknown; expected 'quick_gelu' or 'gelu'."),
            };
}
