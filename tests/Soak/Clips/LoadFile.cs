using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Soak.Clips;

/// <summary>One file of the load: a copy of a master with bytes of its own.</summary>
/// <param name="Id">SHA-256 of its bytes.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Master">What it is a copy of.</param>
internal sealed record LoadFile(VideoId Id, string Path, Master Master)
{
    private const int BoxLength = 16;

    /// <summary>Writes a copy that ends in a box with a number, which players pass over, so that it shows the same and is another video.</summary>
    public static async Task<LoadFile> WriteAsync(Master master, int number, string folder, CancellationToken cancellationToken)
    {
        var content = await File.ReadAllBytesAsync(master.Path, cancellationToken);
        var bytes = (byte[])[.. content, .. Box(number)];
        var path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:0000}-{System.IO.Path.GetFileName(master.Path)}"));
        await File.WriteAllBytesAsync(path, bytes, cancellationToken);
        return new LoadFile(VideoId.Parse(Convert.ToHexStringLower(SHA256.HashData(bytes))), path, master);
    }

    private static byte[] Box(int number)
    {
        var box = new byte[BoxLength];
        BinaryPrimitives.WriteInt32BigEndian(box, BoxLength);
        "free"u8.CopyTo(box.AsSpan(4));
        BinaryPrimitives.WriteInt64BigEndian(box.AsSpan(8), number);
        return box;
    }
}
