using System.Buffers.Binary;
using System.Text;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>Where the entries of a zip archive lie, from its central directory (zip64 too). Only entries stored uncompressed can be read.</summary>
/// <remarks>
/// Checked at opening: every entry lies inside the file, before the directory, and shares no byte with another; names are unique.
/// Checksums are not compared: PyTorch can be told to write archives without them.
/// </remarks>
internal sealed class StoredZip
{
    /// <summary>Largest central directory read, in bytes.</summary>
    public const int MaxDirectorySizeBytes = 16 << 20;

    private const int EndSizeBytes = 22;
    private const int LocatorSizeBytes = 20;
    private const int End64SizeBytes = 56;
    private const int CentralSizeBytes = 46;
    private const int LocalSizeBytes = 30;
    private const ushort Zip64Extra = 1;

    private readonly MappedFile _file;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public StoredZip(MappedFile file)
    {
        _file = file;
        var (offset, sizeBytes, count) = FindDirectory();
        ReadDirectory(offset, sizeBytes, count);
        CheckLayout(offset);
    }

    public IEnumerable<string> Names => _entries.Keys;

    /// <summary>Offset and size of an entry's bytes.</summary>
    /// <returns>False when there is no such entry.</returns>
    /// <exception cref="CheckpointException">The entry is compressed or encrypted.</exception>
    public bool TryFind(string name, out long offset, out long sizeBytes)
    {
        var found = _entries.TryGetValue(name, out var entry);
        (offset, sizeBytes) = (entry.DataOffset, entry.SizeBytes);
        return !found || (entry.IsPlain && entry.SizeBytes == entry.StoredSizeBytes)
            ? found
            : throw Wrong($"its entry {Quoted.Name(name)} is compressed or encrypted; PyTorch stores entries as they are");
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long I64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    private (long Offset, int SizeBytes, long Count) FindDirectory()
    {
        var tailSize = (int)Math.Min(_file.Length, EndSizeBytes + ushort.MaxValue);
        var tail = _file.Slice(_file.Length - tailSize, tailSize);
        for (var at = tailSize - EndSizeBytes; at >= 0; at--)
        {
            var end = tail[at..];
            if (U32(end, 0) != 0x06054b50 || U16(end, 20) != end.Length - EndSizeBytes)
                continue;

            var (disk, count, size, offset) = ((long)U16(end, 4), (long)U16(end, 10), (long)U32(end, 12), (long)U32(end, 16));
            var endOffset = _file.Length - tailSize + at;
            var locator = endOffset < LocatorSizeBytes ? [] : _file.Slice(endOffset - LocatorSizeBytes, LocatorSizeBytes);
            if (locator.Length > 0 && U32(locator, 0) == 0x07064b50)
            {
                var end64 = _file.Slice(I64(locator, 8), End64SizeBytes);
                if (U32(end64, 0) != 0x06064b50)
                    throw Wrong("its zip64 end record is not where it should be");
                (disk, count, size, offset) = (U32(end64, 16), I64(end64, 32), I64(end64, 40), I64(end64, 48));
            }

            if (disk != 0)
                throw Wrong("it is one part of a split zip archive");
            if (size is < 0 or > MaxDirectorySizeBytes || offset < 0 || offset > endOffset - size)
                throw Wrong($"its zip directory claims {size} bytes at byte {offset}");
            return (offset, (int)size, count);
        }

        throw new CheckpointException($"{_file.Path} begins like a zip archive and has no end record: it is truncated.");
    }

    private void ReadDirectory(long offset, int sizeBytes, long count)
    {
        var directory = _file.Slice(offset, sizeBytes);
        while (directory.Length > 0)
        {
            if (directory.Length < CentralSizeBytes || U32(directory, 0) != 0x02014b50)
                throw Wrong("its zip directory is damaged");
            int nameSize = U16(directory, 28), extraSize = U16(directory, 30), commentSize = U16(directory, 32);
            var whole = CentralSizeBytes + nameSize + extraSize + commentSize;
            if (whole > directory.Length)
                throw Wrong("its zip directory is damaged");

            var nameBytes = directory.Slice(CentralSizeBytes, nameSize);
            var name = Encoding.UTF8.GetString(nameBytes);
            var (size, stored, local) = Sizes(directory, directory.Slice(CentralSizeBytes + nameSize, extraSize), name);
            var isPlain = U16(directory, 10) == 0 && (U16(directory, 8) & 1) == 0;
            if (!_entries.TryAdd(name, new Entry(local, DataOffset(local, nameBytes, name), size, stored, isPlain)))
                throw Wrong($"its zip directory names entry {Quoted.Name(name)} twice");
            directory = directory[whole..];
        }

        if (_entries.Count != count)
            throw Wrong($"its zip directory claims {count} entries and has {_entries.Count}");
    }

    private (long Size, long Stored, long Local) Sizes(ReadOnlySpan<byte> central, ReadOnlySpan<byte> extra, string name)
    {
        var (stored, size, local) = ((long)U32(central, 20), (long)U32(central, 24), (long)U32(central, 42));
        while (extra.Length >= 4)
        {
            int kind = U16(extra, 0), fieldSize = U16(extra, 2);
            if (fieldSize > extra.Length - 4)
                break;
            var field = extra.Slice(4, fieldSize);
            extra = extra[(4 + fieldSize)..];
            if (kind != Zip64Extra)
                continue;
            size = Wide(size, ref field, name);
            stored = Wide(stored, ref field, name);
            local = Wide(local, ref field, name);
        }

        return size < 0 || stored < 0 || local < 0 ? throw Wrong($"its entry {Quoted.Name(name)} claims a negative size") : (size, stored, local);
    }

    /// <summary>A number that is in the zip64 field when its 32 bits are all set.</summary>
    private long Wide(long narrow, ref ReadOnlySpan<byte> field, string name)
    {
        if (narrow != uint.MaxValue)
            return narrow;
        if (field.Length < 8)
            throw Wrong($"its entry {Quoted.Name(name)} lacks its 64-bit sizes");
        var wide = I64(field, 0);
        field = field[8..];
        return wide;
    }

    private long DataOffset(long local, ReadOnlySpan<byte> name, string shown)
    {
        var header = _file.Slice(local, LocalSizeBytes);
        if (U32(header, 0) != 0x04034b50 || U16(header, 26) != name.Length || !_file.Slice(local + LocalSizeBytes, name.Length).SequenceEqual(name))
            throw Wrong($"its entry {Quoted.Name(shown)} is not where the zip directory says");
        return local + LocalSizeBytes + name.Length + U16(header, 28);
    }

    private void CheckLayout(long directoryOffset)
    {
        var next = directoryOffset;
        foreach (var (name, entry) in _entries.OrderByDescending(entry => entry.Value.LocalOffset))
        {
            if (entry.DataOffset > next || entry.StoredSizeBytes > next - entry.DataOffset)
                throw Wrong($"its entry {Quoted.Name(name)} overlaps what follows it");
            next = entry.LocalOffset;
        }
    }

    private CheckpointException Wrong(string what) => new($"{_file.Path} cannot be read: {what}.");

    private readonly record struct Entry(long LocalOffset, long DataOffset, long SizeBytes, long StoredSizeBytes, bool IsPlain);
}
