using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>A dictionary out of a pickle. Entries under anything but text (an optimizer numbers its entries) are not kept.</summary>
internal sealed class PickleDictionary
{
    private readonly Dictionary<string, object?> _entries = new(StringComparer.Ordinal);

    /// <summary>Entries in the order they were added: nothing is ever removed.</summary>
    public IReadOnlyDictionary<string, object?> Entries => _entries;

    /// <returns>False when the key is taken.</returns>
    public bool TryAdd(object? key, object? value) => key is not string name || _entries.TryAdd(name, value);
}

/// <summary>A class or function that a pickle names; here a name and nothing else.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public string FullName => $"{Module}.{Name}";
}

/// <summary>A module object of a TorchScript archive: its attributes, once the pickle has filled them in.</summary>
internal sealed class PickleObject
{
    public PickleDictionary? Attributes { get; set; }
}

/// <summary>A named run of values that tensors are views of.</summary>
internal sealed record PickleStorage(StoredType Type, string Key, long Count);

/// <summary>A view of a storage, as the pickle describes it; nothing checked yet. Offset and strides count values.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, object?[] Shape, object?[] Strides);
