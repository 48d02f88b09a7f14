using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>Gives the tensors in a pickle's dictionaries and module objects their names: the path to each, joined by dots.</summary>
internal sealed class TensorNames
{
    private const string ParallelPrefix = "module.";
    private const int MaxDepth = 32;
    private const int MaxNameLength = 512;
    private const int MaxVisits = 1 << 18;

    private readonly string _origin;
    private readonly Dictionary<string, PickleTensor> _named = new(StringComparer.Ordinal);
    private int _visits;

    private TensorNames(string origin) => _origin = origin;

    /// <summary>Tensors of a dictionary or module object and of what it holds; anything else in it is left out.</summary>
    /// <param name="origin">The file, for sentences.</param>
    /// <param name="top">Where to start.</param>
    /// <param name="isLeftOut">Keys of <paramref name="top"/> not to look into.</param>
    /// <exception cref="CheckpointException">Two tensors get the same name, or it nests without end.</exception>
    public static Dictionary<string, PickleTensor> Of(string origin, PickleDictionary top, Func<string, bool>? isLeftOut = null)
    {
        var names = new TensorNames(origin);
        foreach (var (key, value) in top.Entries)
        {
            if (isLeftOut?.Invoke(key) != true)
                names.Visit(key, value, 1);
        }

        return names._named;
    }

    /// <summary>Takes off the prefix that data-parallel training puts before every name.</summary>
    /// <exception cref="CheckpointException">Two tensors then have the same name.</exception>
    public static Dictionary<string, PickleTensor> WithoutParallelPrefix(string origin, Dictionary<string, PickleTensor> named)
    {
        var stripped = new Dictionary<string, PickleTensor>(named.Count, StringComparer.Ordinal);
        foreach (var (name, tensor) in named)
        {
            var bare = name;
            while (bare.StartsWith(ParallelPrefix, StringComparison.Ordinal))
                bare = bare[ParallelPrefix.Length..];
            if (!stripped.TryAdd(bare, tensor))
                throw new CheckpointException($"{origin} names tensor {Quoted.Name(bare)} twice, with and without '{ParallelPrefix}'.");
        }

        return stripped;
    }

    private void Visit(string name, object? value, int depth)
    {
        if (++_visits > MaxVisits || depth > MaxDepth || name.Length > MaxNameLength)
            throw new CheckpointException($"{_origin}: its pickle nests too deep or names too much, at {Quoted.Name(name)}.");

        switch (value)
        {
            case PickleTensor tensor:
                if (!_named.TryAdd(name, tensor))
                    throw new CheckpointException($"{_origin} names tensor {Quoted.Name(name)} twice.");
                if (_named.Count > TorchArchive.MaxTensors)
                    throw new CheckpointException($"{_origin} names more than {TorchArchive.MaxTensors} tensors.");
                break;
            case PickleDictionary dictionary:
                VisitAll(name, dictionary, depth);
                break;
            case PickleObject { Attributes: { } attributes }:
                VisitAll(name, attributes, depth);
                break;
            default:
                break;
        }
    }

    private void VisitAll(string name, PickleDictionary dictionary, int depth)
    {
        foreach (var (key, value) in dictionary.Entries)
            Visit($"{name}.{key}", value, depth + 1);
    }
}
