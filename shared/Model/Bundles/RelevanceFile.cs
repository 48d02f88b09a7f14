using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>
/// The calibration of relevance: <c>level_weights [D]</c>, and <c>level_bias</c>, <c>steepness</c> and <c>fragment_penalty</c> of shape [1]; in the metadata
/// <c>known_words</c>, apart by spaces.
/// </summary>
internal static class RelevanceFile
{
    private const string Weights = "level_weights";
    private const string Bias = "level_bias";
    private const string Steepness = "steepness";
    private const string Penalty = "fragment_penalty";
    private const string KnownWords = "known_words";

    public static void Write(string path, RelevanceCalibration calibration)
    {
        using var tensors = new MemoryTensors();
        tensors.Add(Weights, [calibration.LevelWeights.Length], calibration.LevelWeights);
        tensors.Add(Bias, [1], [calibration.LevelBias]);
        tensors.Add(Steepness, [1], [calibration.Steepness]);
        tensors.Add(Penalty, [1], [calibration.FragmentPenalty]);
        SafetensorsWriter.Write(path, tensors, metadata: new Dictionary<string, string> { [KnownWords] = string.Join(' ', calibration.KnownWords) });
    }

    /// <exception cref="CheckpointException">The file has another content.</exception>
    public static RelevanceCalibration Read(string path, int width)
    {
        using var file = SafetensorsFile.Open(path);
        var calibration = new RelevanceCalibration(
            Values(file, Weights, width, path),
            Values(file, Bias, 1, path)[0],
            Values(file, Steepness, 1, path)[0],
            Values(file, Penalty, 1, path)[0],
            file.Metadata.GetValueOrDefault(KnownWords, "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return calibration is { Steepness: > 0, FragmentPenalty: >= 0 } && calibration.LevelWeights.Append(calibration.LevelBias).Append(calibration.Steepness).Append(calibration.FragmentPenalty).All(float.IsFinite)
            ? calibration
            : throw new CheckpointException($"'{path}' is no calibration: its numbers must be finite, its steepness positive and its penalty not negative.");
    }

    private static float[] Values(SafetensorsFile source, string key, int width, string path) =>
        source.Tensors.TryGetValue(key, out var tensor) && tensor.Shape is [var count] && count == width
            ? source.ReadFloats(key)
            : throw new CheckpointException($"'{path}' has no tensor '{key}' of shape [{width}].");
}
