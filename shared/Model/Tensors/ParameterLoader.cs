using MoTE.Indexing.Safetensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tensors;

/// <summary>Copies named tensors into parameters, strictly both ways: a missing, unused or misshapen tensor is an error that names it.</summary>
internal static class ParameterLoader
{
    private const int NamedAtMost = 5;

    /// <param name="source">The file.</param>
    /// <param name="targets">What must be filled, by key.</param>
    /// <param name="ignored">Keys that may be there and are not read.</param>
    /// <param name="sourcePrefix">Put before a target's key to find it in the file.</param>
    /// <exception cref="CheckpointException">File and model do not match.</exception>
    public static void Load<T>(
        ITensorSource source, IReadOnlyDictionary<string, T> targets, IReadOnlySet<string>? ignored = null, string sourcePrefix = "")
        where T : Tensor
    {
        Load(source, targets, key => ignored?.Contains(key) == true, sourcePrefix);
    }

    /// <param name="source">The file.</param>
    /// <param name="targets">What must be filled, by key.</param>
    /// <param name="isIgnored">Says of a key in the file that it is not read.</param>
    /// <param name="sourcePrefix">Put before a target's key to find it in the file.</param>
    /// <exception cref="CheckpointException">File and model do not match.</exception>
    public static void Load<T>(
        ITensorSource source, IReadOnlyDictionary<string, T> targets, Func<string, bool> isIgnored, string sourcePrefix = "")
        where T : Tensor
    {
        var missing = targets.Keys.Select(key => sourcePrefix + key).Where(key => !source.Tensors.ContainsKey(key)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new CheckpointException($"The model needs {Count(missing, "tensor")} that the file does not have: {Names(missing)}.");

        var unused = source.Tensors.Keys
            .Where(key => !isIgnored(key) && !(key.StartsWith(sourcePrefix, StringComparison.Ordinal) && targets.ContainsKey(key[sourcePrefix.Length..])))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (unused.Count > 0)
            throw new CheckpointException($"The file has {Count(unused, "tensor")} that the model does not use: {Names(unused)}.");

        foreach (var (key, target) in targets)
        {
            var stored = source.Tensors[sourcePrefix + key];
            if (!stored.Shape.SequenceEqual(target.shape))
            {
                throw new CheckpointException(
                    $"Tensor '{sourcePrefix + key}' has shape [{string.Join(", ", stored.Shape)}], expected [{string.Join(", ", target.shape)}].");
            }
        }

        using var noGradient = no_grad();
        foreach (var (key, target) in targets)
        {
            using var values = tensor(source.ReadFloats(sourcePrefix + key).AsMemory(), target.shape);
            target.copy_(values);
        }
    }

    private static string Count(List<string> names, string what) => names.Count == 1 ? "a " + what : $"{names.Count} {what}s";

    private static string Names(List<string> names) =>
        string.Join(", ", names.Take(NamedAtMost).Select(name => $"'{name}'"))
        + (names.Count > NamedAtMost ? $" and {names.Count - NamedAtMost} more" : "");
}
