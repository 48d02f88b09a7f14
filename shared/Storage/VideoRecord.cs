using System.Text.Json.Serialization;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>What the folder store notes beside a video, as JSON.</summary>
/// <param name="Name">File name for people.</param>
/// <param name="SizeBytes">Length in bytes, of every copy and original.</param>
/// <param name="Originals">Files of this machine that held these bytes when they were taken in, first seen first.</param>
internal sealed record VideoRecord(string Name, long SizeBytes, IReadOnlyList<FileStamp> Originals);

/// <summary>Generated JSON code for records.</summary>
[JsonSerializable(typeof(VideoRecord))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class VideoRecordJson : JsonSerializerContext;
