using System.Buffers.Binary;
using System.Text;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>The bytes of a pickle, taken one argument after the other. Every taking fails with a <see cref="FormatException"/> where they end.</summary>
internal sealed class PickleBytes(byte[] bytes)
{
    /// <summary>How many bytes are taken.</summary>
    public int Position { get; private set; }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>A signed little-endian number of any size up to 8 bytes.</summary>
    public long Long(byte sizeBytes)
    {
        if (sizeBytes > 8)
            throw new FormatException($"has a number of {sizeBytes} bytes");
        var taken = Take(sizeBytes);
        var value = sizeBytes > 0 && taken[^1] >= 0x80 ? -1L : 0L;
        for (var i = sizeBytes - 1; i >= 0; i--)
            value = (value << 8) | taken[i];
        return value;
    }

    /// <summary>UTF-8; what is none becomes replacement characters.</summary>
    public string Text(uint sizeBytes) => Encoding.UTF8.GetString(Take(sizeBytes));

    /// <summary>Text up to the end of the line, which is taken too.</summary>
    public string Line()
    {
        var length = bytes.AsSpan(Position).IndexOf((byte)'\n');
        if (length < 0)
            throw new FormatException("ends early");
        var line = Text((uint)length);
        Position++;
        return line;
    }

    public ReadOnlySpan<byte> Take(uint count)
    {
        if (count > bytes.Length - Position)
            throw new FormatException("ends early");
        var taken = bytes.AsSpan(Position, (int)count);
        Position += (int)count;
        return taken;
    }
}
