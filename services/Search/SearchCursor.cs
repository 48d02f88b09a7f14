using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search;

/// <summary>Where the next page of a search starts, as a text that only the same search understands.</summary>
/// <remarks>
/// Base64url of: score (4 bytes), video (32), segment (4), and the first 8 bytes of the SHA-256 over these and the search: a changed cursor, or one
/// of another search or model, is told from a right one. It is no secret and grants nothing.
/// </remarks>
internal static class SearchCursor
{
    private const int VideoAt = sizeof(float);
    private const int SegmentAt = VideoAt + SHA256.HashSizeInBytes;
    private const int CheckAt = SegmentAt + sizeof(int);
    private const int CheckBytes = 8;
    private const int Size = CheckAt + CheckBytes;

    /// <summary>Writes the place of the last answer of a page.</summary>
    public static string Write(HitPosition last, SearchRequest request, string modelFingerprint)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, last.Score);
        Convert.FromHexString(last.VideoId.Value).CopyTo(bytes[VideoAt..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[SegmentAt..], last.Segment);
        Check(bytes[..CheckAt], request, modelFingerprint).CopyTo(bytes[CheckAt..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads the place of the last answer of the page before.</summary>
    /// <exception cref="UserErrorException">The text is no cursor, or one of another search.</exception>
    public static HitPosition Read(string cursor, SearchRequest request, string modelFingerprint)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (!Base64Url.IsValid(cursor, out var length) || length != Size || !Base64Url.TryDecodeFromChars(cursor, bytes, out _)
            || !bytes[CheckAt..].SequenceEqual(Check(bytes[..CheckAt], request, modelFingerprint)))
        {
            throw new UserErrorException("This cursor does not belong to this search: take the next of an earlier answer and leave everything else as it was.");
        }

        return new HitPosition(
            BinaryPrimitives.ReadSingleLittleEndian(bytes),
            VideoId.Parse(Convert.ToHexStringLower(bytes[VideoAt..SegmentAt])),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[SegmentAt..]));
    }

    private static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> place, SearchRequest request, string modelFingerprint)
    {
        byte[] all = [.. place, .. Encoding.UTF8.GetBytes(Canonical(request, modelFingerprint))];
        return SHA256.HashData(all).AsSpan(0, CheckBytes);
    }

    // Everything that changes which answers there are; the limit may differ from page to page. Lengths keep texts apart.
    private static string Canonical(SearchRequest request, string modelFingerprint)
    {
        var filter = request.Filter;
        var text = new StringBuilder();
        void Add(string? value) => text.Append(CultureInfo.InvariantCulture, $"{value?.Length ?? -1}:{value};");
        Add(modelFingerprint);
        Add(request.Text);
        Add(request.Like?.VideoId.Value);
        text.Append(CultureInfo.InvariantCulture, $"{request.Like?.At.Ticks};");
        text.Append(CultureInfo.InvariantCulture, $"{request.Not.Count};");
        foreach (var other in request.Not)
            Add(other);
        text.Append(CultureInfo.InvariantCulture, $"{request.GroupBy};{request.MinRelevance:R};");
        Add(filter.Id?.Value);
        Add(filter.Collection);
        text.Append(CultureInfo.InvariantCulture, $"{filter.Tags.Count};");
        foreach (var (key, value) in filter.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            Add(key);
            Add(value);
        }

        Add(filter.TitleContains);
        text.Append(CultureInfo.InvariantCulture, $"{filter.ReceivedFrom?.UtcTicks};{filter.ReceivedBefore?.UtcTicks};{filter.ShortestDuration?.Ticks};{filter.LongestDuration?.Ticks}");
        return text.ToString();
    }
}
