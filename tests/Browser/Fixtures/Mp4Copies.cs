using System.Buffers.Binary;

namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>Copies of an MP4 file that show the same and are other bytes: a "free" box at the end, which players skip.</summary>
internal static class Mp4Copies
{
    private const int HeaderBytes = 8;

    /// <summary>Writes a copy.</summary>
    /// <param name="source">An MP4 file.</param>
    /// <param name="path">Where the copy goes.</param>
    /// <param name="extraBytes">Length of the box; copies of other lengths are other videos.</param>
    /// <returns><paramref name="path"/>.</returns>
    public static async Task<string> WriteAsync(string source, string path, int extraBytes)
    {
        var box = new byte[HeaderBytes + extraBytes];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "free"u8.CopyTo(box.AsSpan(4));
        await File.WriteAllBytesAsync(path, [.. await File.ReadAllBytesAsync(source), .. box]);
        return path;
    }
}
