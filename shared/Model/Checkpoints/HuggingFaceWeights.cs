using System.Text.Json;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>The weights of a Hugging Face folder under their own names: one file, or the shards that an index names.</summary>
internal sealed class HuggingFaceWeights : DerivedTensors
{
    private const int MaxIndexSizeBytes = 16 << 20;
    private const int MaxShards = 256;

    private static readonly string[] WeightNames = ["model.safetensors", "pytorch_model.bin"];

    private HuggingFaceWeights(string origin, IEnumerable<DerivedTensor> tensors, ITensorSource[] shards)
        : base(origin, tensors, new Dictionary<string, string>(StringComparer.Ordinal), shards)
    {
    }

    /// <exception cref="CheckpointException">There are no weights, or they do not agree with their index.</exception>
    public static ITensorSource Open(string folder)
    {
        foreach (var name in WeightNames)
        {
            var whole = Path.Combine(folder, name);
            if (File.Exists(whole))
                return CheckpointReader.OpenFile(whole);
            var index = whole + ".index.json";
            if (File.Exists(index))
                return OpenShards(folder, index);
        }

        throw new CheckpointException($"The folder {folder} has neither {string.Join(" nor ", WeightNames)}, whole or in shards.");
    }

    private static HuggingFaceWeights OpenShards(string folder, string indexPath)
    {
        var shardOf = ReadIndex(indexPath);
        var shards = new Dictionary<string, ITensorSource>(StringComparer.Ordinal);
        try
        {
            foreach (var shard in shardOf.Values.Distinct(StringComparer.Ordinal))
                shards.Add(shard, CheckpointReader.OpenFile(Path.Combine(folder, shard)));

            foreach (var (shard, source) in shards)
            {
                if (source.Tensors.Keys.FirstOrDefault(name => shardOf.GetValueOrDefault(name) != shard) is { } unnamed)
                    throw new CheckpointException($"{indexPath} does not place tensor {Quoted.Name(unnamed)} in {shard}, where it is.");
            }

            var tensors = shardOf.Select(entry => PassedOn(indexPath, shards[entry.Value], entry.Key, entry.Value));
            return new HuggingFaceWeights(folder, tensors, [.. shards.Values]);
        }
        catch
        {
            foreach (var source in shards.Values)
                source.Dispose();
            throw;
        }
    }

    private static DerivedTensor PassedOn(string indexPath, ITensorSource shard, string name, string shardName) =>
        shard.Tensors.TryGetValue(name, out var tensor)
            ? DerivedTensor.PassedOn(shard, tensor)
            : throw new CheckpointException($"{indexPath} places tensor {Quoted.Name(name)} in {shardName}, where it is not.");

    private static Dictionary<string, string> ReadIndex(string path)
    {
        using var document = HuggingFaceConfig.ReadJson(path, MaxIndexSizeBytes);
        if (!document.RootElement.TryGetProperty("weight_map", out var map) || map.ValueKind != JsonValueKind.Object)
            throw new CheckpointException($"{path} has no weight_map.");

        var shardOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            var shard = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : "";
            if (shard is "" or "." or ".." || Path.GetFileName(shard) != shard || shard.AsSpan().ContainsAny('\\', '\0'))
                throw new CheckpointException($"{path} places tensor {Quoted.Name(entry.Name)} in {Quoted.Name(shard)}, which is no file name.");
            shardOf.Add(entry.Name, shard);
        }

        return shardOf.Values.Distinct(StringComparer.Ordinal).Count() <= MaxShards
            ? shardOf
            : throw new CheckpointException($"{path} names more than {MaxShards} shards.");
    }
}
