using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Verification;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>A reference: inputs (<c>input.*</c>) and the outputs that they should give.</summary>
/// <remarks>A file with outputs alone takes its inputs from <c>golden.safetensors</c> beside it.</remarks>
internal sealed class ReferenceFile : IDisposable
{
    private const string FramesKey = "input.frames";
    private const string InputsName = "golden.safetensors";
    private const string OutputPrefix = "output.";
    private const string TemporalOutputs = "output.temporal_";
    private const string TemporalLogits = "output.logits_eval";

    private readonly string _path;
    private readonly SafetensorsFile _outputs;
    private readonly SafetensorsFile _inputs;

    private ReferenceFile(string path, SafetensorsFile outputs, SafetensorsFile inputs) => (_path, _outputs, _inputs) = (path, outputs, inputs);

    /// <summary>Share of the fine-tuned weights with which the outputs were made, where the file says so.</summary>
    public double? PatchFactor =>
        _outputs.Metadata.TryGetValue("alpha", out var text) && double.TryParse(text, CultureInfo.InvariantCulture, out var factor) && factor is >= 0 and <= 1
            ? factor
            : null;

    /// <exception cref="UserErrorException">It has no outputs, or no inputs are to be found.</exception>
    public static ReferenceFile Open(string path)
    {
        var outputs = SafetensorsFile.Open(path);
        var inputs = outputs;
        try
        {
            if (!outputs.Tensors.Keys.Any(key => key.StartsWith(OutputPrefix, StringComparison.Ordinal)))
                throw new UserErrorException($"'{path}' is no reference: it has no tensor named '{OutputPrefix}…'.");
            var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, InputsName);
            if (!outputs.Tensors.ContainsKey(FramesKey) && File.Exists(beside))
                inputs = SafetensorsFile.Open(beside);
            return inputs.Tensors.ContainsKey(FramesKey)
                ? new ReferenceFile(path, outputs, inputs)
                : throw new UserErrorException($"'{path}' has no '{FramesKey}', and there is no {InputsName} beside it that has.");
        }
        catch
        {
            inputs.Dispose();
            outputs.Dispose();
            throw;
        }
    }

    /// <summary>Runs the inputs and compares every output that the model can produce.</summary>
    /// <param name="model">The model.</param>
    /// <param name="vision">Its picture side in pixels.</param>
    /// <param name="hasTemporalHead">Without one, outputs of a temporal head are left out.</param>
    /// <exception cref="UserErrorException">The frames do not fit the model, or nothing could be compared.</exception>
    public (IReadOnlyList<OutputCheck> Checks, IReadOnlyList<SkippedOutput> Skipped) Compare(ReferenceModel model, int vision, bool hasTemporalHead)
    {
        var side = _inputs.Tensors[FramesKey].Shape is [.., var last] ? last : 0;
        if (side != vision)
            throw new UserErrorException($"'{_path}' has frames of {side} pixels, but the model sees {vision}.");

        var skipped = _outputs.Tensors.Keys
            .Where(key => !hasTemporalHead && (key.StartsWith(TemporalOutputs, StringComparison.Ordinal) || key == TemporalLogits))
            .Order(StringComparer.Ordinal)
            .ToList();
        using var producible = new TensorSelection(_outputs, key => !skipped.Contains(key));
        var checks = model.Compare(producible, _inputs).Select(OutputCheck.Of).ToList();
        return checks.Count > 0
            ? (checks, [.. skipped.Select(key => new SkippedOutput(key, "The model has no temporal head."))])
            : throw new UserErrorException($"'{_path}' has no output that this model produces.");
    }

    public void Dispose()
    {
        _inputs.Dispose();
        _outputs.Dispose();
    }
}
