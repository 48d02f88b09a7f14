using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>
/// A checkpoint that MoTE training writes: the fine-tuned vision tower and the temporal head, two dictionaries whose names collide and are kept apart.
/// </summary>
/// <remarks>Source: specification sections 3.5 and 11.1, quirks Q26, Q37 and Q38. Optimizer state is skipped, its storages never read.</remarks>
public sealed class MoteCheckpoint : IDisposable
{
    private const string VisionKey = "model_state_dict";
    private const string TemporalHeadKey = "fusion_model_state_dict";
    private const string OptimizerKey = "optimizer_state_dict";

    private readonly TorchArchive _archive;

    private MoteCheckpoint(TorchArchive archive)
    {
        _archive = archive;
        if (archive.Content is not PickleDictionary content || !Recognises(content))
            throw new CheckpointException($"{archive.File.Path} is no MoTE checkpoint: it has no {VisionKey}.");

        Vision = Source(content, VisionKey);
        TemporalHead = Source(content, TemporalHeadKey);
        Epoch = content.Entries.GetValueOrDefault("epoch") as long?;
        HasOptimizerState = content.Entries.ContainsKey(OptimizerKey);
    }

    /// <summary><c>model_state_dict</c>: <c>logit_scale</c> and <c>visual.*</c>, without <c>module.</c> prefixes. Lives as long as the checkpoint.</summary>
    public ITensorSource Vision { get; }

    /// <summary><c>fusion_model_state_dict</c>, without <c>module.</c> prefixes. Lives as long as the checkpoint.</summary>
    public ITensorSource TemporalHead { get; }

    /// <summary>The epoch it was written after, 0-based; null where the file does not say.</summary>
    public long? Epoch { get; }

    /// <summary>True when the file also holds optimizer state, which is not read.</summary>
    public bool HasOptimizerState { get; }

    /// <summary>Whether the head brings its class features; reads them at the first call.</summary>
    public ClassFeatures ClassFeatures => FineTuningClassFeatures.Of(TemporalHead);

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">The file; its name does not matter.</param>
    /// <exception cref="CheckpointException">It is missing, damaged, hostile, or lacks one of the two dictionaries.</exception>
    public static MoteCheckpoint Open(string path)
    {
        CheckpointReader.RequireZip(path, "MoTE checkpoint");
        var archive = TorchArchive.Open(path);
        try
        {
            return new MoteCheckpoint(archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    internal static bool IsStateDict(string key) => key is VisionKey or TemporalHeadKey;

    internal static bool Recognises(PickleDictionary content) => content.Entries.Keys.Any(IsStateDict);

    private TorchZipFile Source(PickleDictionary content, string key)
    {
        var path = _archive.File.Path;
        if (content.Entries.GetValueOrDefault(key) is not PickleDictionary stateDict)
            throw new CheckpointException($"{path} lacks the dictionary {key} of a MoTE checkpoint.");
        var named = TensorNames.WithoutParallelPrefix(path, TensorNames.Of(path, stateDict));
        return named.Count > 0
            ? new TorchZipFile(_archive, named, ownsArchive: false)
            : throw new CheckpointException($"{path}: its dictionary {key} holds no tensors.");
    }
}
