using System.Buffers.Binary;
using System.Text;

namespace MoTE.Indexing.Model.Tests.Checkpoints;

/// <summary>Writes pickles, protocol 2, one instruction at a time.</summary>
internal sealed class PickleBuilder
{
    private readonly List<byte> _bytes = [];

    public PickleBuilder() => Code(0x80, 2);

    public PickleBuilder Code(params byte[] codes)
    {
        _bytes.AddRange(codes);
        return this;
    }

    public PickleBuilder Code(char code) => Code((byte)code);

    public PickleBuilder Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Code('X').UInt32((uint)utf8.Length);
        _bytes.AddRange(utf8);
        return this;
    }

    public PickleBuilder Int(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Code(0x8a, 8);
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleBuilder Global(string module, string name)
    {
        Code('c');
        _bytes.AddRange(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));
        return this;
    }

    public PickleBuilder Put(uint key) => Code('r').UInt32(key);

    public PickleBuilder Get(uint key) => Code('j').UInt32(key);

    public PickleBuilder Ints(params long[] values)
    {
        Code('(');
        foreach (var value in values)
            Int(value);
        return Code('t');
    }

    /// <summary>A tensor over a storage, through <c>torch._utils._rebuild_tensor_v2</c>.</summary>
    public PickleBuilder Tensor(string storage, string key, long count, long offset, long[] shape, long[] strides) =>
        Global("torch._utils", "_rebuild_tensor_v2").Code('(')
            .Code('(').Text("storage").Global("torch", storage).Text(key).Text("cuda:0").Int(count).Code('t').Code('Q')
            .Int(offset).Ints(shape).Ints(strides).Code(0x89)
            .Global("collections", "OrderedDict").Code(')').Code('R')
            .Code('t').Code('R');

    public byte[] Build()
    {
        Code('.');
        return [.. _bytes];
    }

    private PickleBuilder UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }
}
