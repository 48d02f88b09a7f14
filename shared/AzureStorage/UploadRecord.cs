using System.Globalization;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.AzureStorage;

/// <summary>What is noted on an upload's blob, as its metadata; how much has come is the length of the blob.</summary>
/// <param name="LengthBytes">Bytes that it is going to have.</param>
/// <param name="Name">File name for people.</param>
/// <param name="Metadata">What the client said of it.</param>
/// <param name="ExpiresAt">When it may be removed.</param>
/// <param name="IsTaken">Whether its video is known, so that no bytes are kept here.</param>
/// <param name="Video">What its bytes are, once the video store has them; null before.</param>
internal sealed record UploadRecord(long LengthBytes, string Name, string Metadata, DateTimeOffset ExpiresAt, bool IsTaken, VideoId? Video = null)
{
    private const string LengthKey = "length";
    private const string NameKey = "name";
    private const string MetadataKey = "about";
    private const string ExpiryKey = "expires";
    private const string TakenKey = "taken";
    private const string VideoKey = "video";
    private static readonly UploadRecord Expired = new(0, "", "", DateTimeOffset.MinValue, IsTaken: true);

    /// <summary>Reads it. Notes that were damaged by hand are those of an upload that has expired, so that it is removed like one.</summary>
    public static UploadRecord Read(IDictionary<string, string> metadata)
    {
        string Value(string key) => metadata.TryGetValue(key, out var value) ? value : "";
        return long.TryParse(Value(LengthKey), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && DateTimeOffset.TryParseExact(Value(ExpiryKey), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expiresAt)
            && BlobText.Decode(metadata, NameKey) is { } name
                ? new UploadRecord(length, name, BlobText.Decode(metadata, MetadataKey) ?? "", expiresAt, metadata.ContainsKey(TakenKey), VideoId.TryParse(Value(VideoKey), out var video) ? video : null)
                : Expired;
    }

    /// <summary>Writes it.</summary>
    public Dictionary<string, string> Write()
    {
        var metadata = new Dictionary<string, string>
        {
            [LengthKey] = LengthBytes.ToString(CultureInfo.InvariantCulture),
            [NameKey] = BlobText.Encode(Name),
            [ExpiryKey] = ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
        };
        if (Metadata.Length > 0)
            metadata.Add(MetadataKey, BlobText.Encode(Metadata));   // A value cannot be empty.
        if (IsTaken)
            metadata.Add(TakenKey, "yes");
        if (Video is { } video)
            metadata.Add(VideoKey, video.Value);
        return metadata;
    }
}
