using System.Text.Encodings.Web;
using System.Text.Json;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>Reads, checks and writes <c>manifest.json</c>.</summary>
public static class ModelManifestFile
{
    /// <summary>A larger manifest is refused unread: tens of thousands of class names need less than 4 MiB.</summary>
    public const long LargestSizeBytes = 8 << 20;

    /// <summary>Reads a manifest and checks every statement in it, its fingerprint included; the files it lists are not touched.</summary>
    /// <exception cref="CheckpointException">The file is missing, too large, not JSON, of another format version, or contradicts itself.</exception>
    public static ModelManifest Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes;
        try
        {
            var size = new FileInfo(path).Length;
            if (size > LargestSizeBytes)
            {
                throw new CheckpointException($"The manifest '{path}' has {size} bytes; at most {LargestSizeBytes} are read.");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"The manifest '{path}' cannot be read: {cause.Message}", cause);
        }

        return Parse(bytes, path);
    }

    /// <summary>Reads a manifest from memory.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="path">Its name in error messages.</param>
    /// <exception cref="CheckpointException">As <see cref="Read"/>.</exception>
    public static ModelManifest Parse(ReadOnlySpan<byte> json, string path)
    {
        ModelManifest? manifest;
        try
        {
            RequireFormat(json, path);
            manifest = JsonSerializer.Deserialize(json, ModelManifestJson.Default.ModelManifest);
        }
        catch (JsonException cause)
        {
            throw new CheckpointException($"The manifest '{path}' is not valid: {cause.Message}", cause);
        }

        if (manifest is null)
            throw new CheckpointException($"The manifest '{path}' is not valid: it holds null, not an object.");

        ModelManifestRules.Check(manifest, path);
        return manifest;
    }

    /// <summary>Checks a manifest and writes it.</summary>
    /// <exception cref="CheckpointException">It contradicts itself.</exception>
    public static void Write(string path, ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ModelManifestRules.Check(manifest, path);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);

        // Class names keep their apostrophes readable; the file is never part of a web page.
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            JsonSerializer.Serialize(writer, manifest, ModelManifestJson.Default.ModelManifest);
        }

        stream.WriteByte((byte)'\n');
    }

    // A newer format may differ in anything, so its number is looked at before the rest is understood.
    private static void RequireFormat(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("formatVersion", out var version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number))
        {
            throw new CheckpointException($"The manifest '{path}' does not say its formatVersion, a whole number.");
        }

        if (number != ModelManifest.CurrentFormatVersion)
        {
            throw new CheckpointException(
                $"The manifest '{path}' has format version {number}, but this program knows only version {ModelManifest.CurrentFormatVersion}: "
                + "use the program that made the bundle, or import the model again.");
        }
    }
}
