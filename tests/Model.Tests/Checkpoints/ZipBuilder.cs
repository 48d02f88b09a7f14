using System.Buffers.Binary;
using System.Text;

namespace MoTE.Indexing.Model.Tests.Checkpoints;

/// <summary>Writes zip archives as PyTorch does (stored, data descriptors, zip64 on request), and, on request, ones that lie.</summary>
internal sealed class ZipBuilder
{
    private readonly List<byte> _bytes = [];
    private readonly List<byte> _directory = [];
    private int _count;

    public bool IsZip64 { get; init; }

    public ZipBuilder Add(string name, byte[] data, ushort method = 0, long? claimedSize = null, long? localOffset = null)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        var offset = (long)_bytes.Count;
        Write(_bytes, 0x04034b50u, (ushort)20, (ushort)0x0808, method, (ushort)0, (ushort)0, 0u, 0u, 0u, (ushort)nameBytes.Length, (ushort)4);
        _bytes.AddRange(nameBytes);
        Write(_bytes, (ushort)0x4246, (ushort)0); // an extra field, as PyTorch pads with
        _bytes.AddRange(data);
        Write(_bytes, 0x08074b50u, 0u, (uint)data.Length, (uint)data.Length);

        var size = claimedSize ?? data.Length;
        var local = localOffset ?? offset;
        var narrow = (long value) => IsZip64 ? uint.MaxValue : (uint)value;
        Write(_directory, 0x02014b50u, (ushort)20, (ushort)20, (ushort)0x0808, method, (ushort)0, (ushort)0, 0u, narrow(size), narrow(size));
        Write(_directory, (ushort)nameBytes.Length, (ushort)(IsZip64 ? 28 : 0), (ushort)0, (ushort)0, (ushort)0, 0u, narrow(local));
        _directory.AddRange(nameBytes);
        if (IsZip64)
            Write(_directory, (ushort)1, (ushort)24, size, size, local);
        _count++;
        return this;
    }

    public byte[] Build()
    {
        var offset = (long)_bytes.Count;
        _bytes.AddRange(_directory);
        if (IsZip64)
        {
            var end64 = (long)_bytes.Count;
            Write(_bytes, 0x06064b50u, 44L, (ushort)45, (ushort)45, 0u, 0u, (long)_count, (long)_count, (long)_directory.Count, offset);
            Write(_bytes, 0x07064b50u, 0u, end64, 1u);
        }

        var narrow = (long value) => IsZip64 ? uint.MaxValue : (uint)value;
        var count = IsZip64 ? ushort.MaxValue : (ushort)_count;
        Write(_bytes, 0x06054b50u, (ushort)0, (ushort)0, count, count, narrow(_directory.Count), narrow(offset), (ushort)0);
        return [.. _bytes];
    }

    private static void Write(List<byte> stream, params object[] fields)
    {
        Span<byte> bytes = stackalloc byte[8];
        foreach (var field in fields)
        {
            switch (field)
            {
                case ushort value:
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
                    stream.AddRange(bytes[..2]);
                    break;
                case uint value:
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
                    stream.AddRange(bytes[..4]);
                    break;
                case long value:
                    BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
                    stream.AddRange(bytes);
                    break;
                default:
                    throw new ArgumentException($"{field.GetType()} is no field.", nameof(fields));
            }
        }
    }
}
