using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>The features of the archive vocabulary: one tensor, unit rows [M0, D].</summary>
internal static class ArchiveFeaturesFile
{
    private const string Key = "archive_vocabulary";

    public static void Write(string path, IReadOnlyList<float[]> features, CancellationToken cancellationToken)
    {
        using var tensors = new MemoryTensors();
        tensors.Add(Key, [features.Count, features[0].Length], [.. features.SelectMany(row => row)]);
        SafetensorsWriter.Write(path, tensors, cancellationToken: cancellationToken);
    }

    /// <exception cref="CheckpointException">The file has another content.</exception>
    public static float[][] Read(string path, int rows, int width)
    {
        using var file = SafetensorsFile.Open(path);
        return Rows(file, Key, rows, width, path);
    }

    /// <summary>A matrix of which the number of rows may be known.</summary>
    public static float[][] Rows(ITensorSource source, string key, int? rows, int width, string path) =>
        source.Tensors.TryGetValue(key, out var tensor) && tensor.Shape is [var count, var columns] && columns == width && (rows is null || rows == count)
            ? [.. source.ReadFloats(key).Chunk(width)]
            : throw new CheckpointException($"'{path}' has no tensor '{key}' of shape [{rows?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "n"}, {width}].");
}
