using System.Text.Json.Serialization;

namespace MoTE.Indexing.Storage;

/// <summary>What the folder store notes beside an upload, as JSON; how much has come is the length of the data.</summary>
/// <param name="LengthBytes">Bytes that it is going to have.</param>
/// <param name="Name">File name for people.</param>
/// <param name="Metadata">What the client said of it.</param>
/// <param name="ExpiresAt">When it may be removed.</param>
/// <param name="IsTaken">Whether its video is known, so that no bytes are kept here.</param>
/// <param name="Video">What its bytes are, once they are on their way to the video store or there; null before.</param>
internal sealed record UploadRecord(long LengthBytes, string Name, string Metadata, DateTimeOffset ExpiresAt, bool IsTaken, string? Video = null);

/// <summary>Generated JSON code for records.</summary>
[JsonSerializable(typeof(UploadRecord))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class UploadRecordJson : JsonSerializerContext;
