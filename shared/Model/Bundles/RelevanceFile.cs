using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>The calibration of relevance; the metadata's <c>basis</c> says which of two.</summary>
/// <remarks>
/// <para><c>measured</c>: <c>odds_weights</c> and <c>steepness_weights [D]</c>, and <c>odds_bias</c>, <c>steepness_bias</c> and <c>fragment_penalty</c> of shape [1]; in the metadata
/// <c>known_words</c>, apart by spaces.</para>
/// <para><c>archive</c>: <c>mean [D]</c>, <c>spread [D, D]</c>, and <c>level</c> and <c>steepness</c> of shape [1].</para>
/// </remarks>
internal static class RelevanceFile
{
    private const string BasisKey = "basis";
    private const string Measured = "measured";
    private const string Archive = "archive";
    private const string KnownWords = "known_words";

    private const string OddsWeights = "odds_weights";
    private const string OddsBias = "odds_bias";
    private const string SteepnessWeights = "steepness_weights";
    private const string SteepnessBias = "steepness_bias";
    private const string Penalty = "fragment_penalty";

    private const string Mean = "mean";
    private const string Spread = "spread";
    private const string Level = "level";
    private const string Steepness = "steepness";

    public static void Write(string path, RelevanceCalibration calibration)
    {
        using var tensors = new MemoryTensors();
        var metadata = calibration switch
        {
            MeasuredCalibration measured => Add(tensors, measured),
            ArchiveCalibration archive => Add(tensors, archive),
            _ => throw new ArgumentOutOfRangeException(nameof(calibration), calibration, "No file for this calibration."),
        };
        SafetensorsWriter.Write(path, tensors, metadata: metadata);
    }

    /// <exception cref="CheckpointException">The file has another content.</exception>
    public static RelevanceCalibration Read(string path, int width)
    {
        using var file = SafetensorsFile.Open(path);
        return BasisOf(file, path) == RelevanceBasis.Measured ? ReadMeasured(file, path, width) : ReadArchive(file, path, width);
    }

    /// <summary>Which of the two a file is, without reading its numbers.</summary>
    /// <exception cref="CheckpointException">The file has another content.</exception>
    public static RelevanceBasis ReadBasis(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return BasisOf(file, path);
    }

    private static RelevanceBasis BasisOf(SafetensorsFile file, string path) => file.Metadata.GetValueOrDefault(BasisKey) switch
    {
        Measured => RelevanceBasis.Measured,
        Archive => RelevanceBasis.Archive,
        _ => throw new CheckpointException($"'{path}' is no calibration of relevance that this version reads: make it anew with 'mote models calibrate --replace', or 'mote models calibrate-demo' for a demo model."),
    };

    private static Dictionary<string, string> Add(MemoryTensors tensors, MeasuredCalibration calibration)
    {
        tensors.Add(OddsWeights, [calibration.OddsWeights.Length], calibration.OddsWeights);
        tensors.Add(OddsBias, [1], [calibration.OddsBias]);
        tensors.Add(SteepnessWeights, [calibration.SteepnessWeights.Length], calibration.SteepnessWeights);
        tensors.Add(SteepnessBias, [1], [calibration.SteepnessBias]);
        tensors.Add(Penalty, [1], [calibration.FragmentPenalty]);
        return new Dictionary<string, string> { [BasisKey] = Measured, [KnownWords] = string.Join(' ', calibration.KnownWords) };
    }

    private static Dictionary<string, string> Add(MemoryTensors tensors, ArchiveCalibration calibration)
    {
        var width = calibration.Mean.Length;
        tensors.Add(Mean, [width], calibration.Mean);
        tensors.Add(Spread, [width, width], calibration.Spread);
        tensors.Add(Level, [1], [calibration.Level]);
        tensors.Add(Steepness, [1], [calibration.Steepness]);
        return new Dictionary<string, string> { [BasisKey] = Archive };
    }

    private static MeasuredCalibration ReadMeasured(SafetensorsFile file, string path, int width)
    {
        var calibration = new MeasuredCalibration(
            Values(file, path, OddsWeights, width),
            Values(file, path, OddsBias, 1)[0],
            Values(file, path, SteepnessWeights, width),
            Values(file, path, SteepnessBias, 1)[0],
            Values(file, path, Penalty, 1)[0],
            file.Metadata.GetValueOrDefault(KnownWords, "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return calibration.FragmentPenalty >= 0
            ? calibration
            : throw new CheckpointException($"'{path}' is no calibration: its penalty must not be negative.");
    }

    private static ArchiveCalibration ReadArchive(SafetensorsFile file, string path, int width)
    {
        var calibration = new ArchiveCalibration(
            Values(file, path, Mean, width), Values(file, path, Spread, width, width), Values(file, path, Level, 1)[0], Values(file, path, Steepness, 1)[0]);
        return calibration.Steepness > 0
            ? calibration
            : throw new CheckpointException($"'{path}' is no calibration: its steepness must be positive.");
    }

    private static float[] Values(SafetensorsFile source, string path, string key, params long[] shape)
    {
        if (!source.Tensors.TryGetValue(key, out var tensor) || !tensor.Shape.SequenceEqual(shape))
            throw new CheckpointException($"'{path}' has no tensor '{key}' of shape [{string.Join(", ", shape)}].");
        var values = source.ReadFloats(key);
        return values.All(float.IsFinite) ? values : throw new CheckpointException($"'{path}' is no calibration: its numbers must be finite.");
    }
}
