using System.Text.Json;
using System.Text.Json.Serialization;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Artifacts;

/// <summary>A <see cref="VideoNote"/> as the artifact <see cref="ArtifactNames.Note"/>: UTF-8 JSON, for people and programs.</summary>
public static class VideoNoteFile
{
    /// <summary>Writes a video's note in place of an older one.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    public static Task WriteAsync(IArtifactStore store, VideoId id, VideoNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.PutAsync(id, ArtifactNames.Note, JsonSerializer.SerializeToUtf8Bytes(note, VideoNoteJson.Default.VideoNote), cancellationToken);
    }

    /// <summary>Reads a video's note; null when there is none, or when it was damaged by hand.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public static async Task<VideoNote?> ReadAsync(IArtifactStore store, VideoId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var stream = await store.OpenAsync(id, ArtifactNames.Note, cancellationToken).ConfigureAwait(false);
        if (stream is null)
            return null;
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                return await JsonSerializer.DeserializeAsync(stream, VideoNoteJson.Default.VideoNote, cancellationToken).ConfigureAwait(false);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

/// <summary>Generated JSON code for notes.</summary>
[JsonSerializable(typeof(VideoNote))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class VideoNoteJson : JsonSerializerContext;
