using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>
/// The tensors of a PyTorch file: what torch.save writes (a state dict, or dictionaries of them) or a TorchScript archive such as OpenAI publishes.
/// The pickle is read as data and executes nothing; values are read when asked for, with storage offsets and strides honoured.
/// </summary>
/// <remarks>Source: specification sections 11.1 and 11.2. Storages of optimizer state are never read.</remarks>
public sealed class TorchZipFile : ITensorSource
{
    private readonly TorchArchive _archive;
    private readonly bool _ownsArchive;
    private readonly Dictionary<string, TorchTensor> _resolved;

    internal TorchZipFile(TorchArchive archive, IReadOnlyDictionary<string, PickleTensor> described, bool ownsArchive)
    {
        (_archive, _ownsArchive) = (archive, ownsArchive);
        _resolved = archive.Resolve(described);
        Tensors = _resolved.ToDictionary(entry => entry.Key, entry => entry.Value.Tensor, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, NamedTensor> Tensors { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; its name does not matter.</param>
    /// <returns>
    /// Names are the keys of the state dict, also when it lies under <c>state_dict</c>, without the <c>module.</c> of data-parallel training; for
    /// TorchScript the path to each tensor, without the three bookkeeping entries; for a MoTE checkpoint both dictionaries, each name
    /// after <c>model_state_dict.</c> or <c>fusion_model_state_dict.</c> (<see cref="MoteCheckpoint"/> keeps them apart).
    /// </returns>
    /// <exception cref="CheckpointException">It is missing, damaged, hostile, or holds no named tensors.</exception>
    public static TorchZipFile Open(string path)
    {
        var archive = TorchArchive.Open(path);
        try
        {
            var described = Describe(archive);
            return described.Count > 0
                ? new TorchZipFile(archive, described, ownsArchive: true)
                : throw new CheckpointException($"{path} holds no named tensors.");
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public float[] ReadFloats(string name)
    {
        _ = StoredTensor.Find(Tensors, name, floatingPoint: true, _archive.File.Path);
        return _resolved[name].ReadFloats(_archive.File, _archive.IsBigEndian);
    }

    /// <inheritdoc/>
    public long[] ReadIntegers(string name)
    {
        _ = StoredTensor.Find(Tensors, name, floatingPoint: false, _archive.File.Path);
        return _resolved[name].ReadIntegers(_archive.File, _archive.IsBigEndian);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsArchive)
            _archive.Dispose();
    }

    private static Dictionary<string, PickleTensor> Describe(TorchArchive archive)
    {
        var path = archive.File.Path;
        switch (archive.Content)
        {
            case PickleObject { Attributes: { } attributes }:
                return TensorNames.Of(path, attributes, ClipKeys.Bookkeeping.Contains);
            case PickleDictionary checkpoint when MoteCheckpoint.Recognises(checkpoint):
                return TensorNames.Of(path, checkpoint, key => !MoteCheckpoint.IsStateDict(key));
            case PickleDictionary wrapper when wrapper.Entries.GetValueOrDefault("state_dict") is PickleDictionary stateDict:
                return TensorNames.WithoutParallelPrefix(path, TensorNames.Of(path, stateDict));
            case PickleDictionary stateDict:
                return TensorNames.WithoutParallelPrefix(path, TensorNames.Of(path, stateDict, key => key.StartsWith("optimizer", StringComparison.Ordinal)));
            default:
                throw new CheckpointException($"{path} holds a {Kind(archive.Content)} where a dictionary of named tensors was expected.");
        }
    }

    private static string Kind(object? content) => content switch
    {
        PickleTensor => "single tensor",
        string => "text",
        List<object?> or object?[] => "list",
        long or double or bool => "number",
        _ => "value",
    };
}
