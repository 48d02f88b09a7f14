using Google.Protobuf;

namespace MoTE.Indexing.Integration.Tracing;

/// <summary>One message in protobuf's wire format, its fields by number; of the kinds of fields, those that spans are made of.</summary>
internal sealed class ProtobufMessage
{
    private readonly ILookup<int, ByteString> _parts;
    private readonly Dictionary<int, ulong> _numbers;

    private ProtobufMessage(ILookup<int, ByteString> parts, Dictionary<int, ulong> numbers) => (_parts, _numbers) = (parts, numbers);

    /// <summary>Reads a message.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is none.</exception>
    public static ProtobufMessage Parse(ByteString bytes)
    {
        var parts = new List<(int Field, ByteString Bytes)>();
        var numbers = new Dictionary<int, ulong>();
        using var input = bytes.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            var field = WireFormat.GetTagFieldNumber(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.LengthDelimited:
                    parts.Add((field, input.ReadBytes()));
                    break;
                case WireFormat.WireType.Fixed64:
                    numbers[field] = input.ReadFixed64();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return new ProtobufMessage(parts.ToLookup(part => part.Field, part => part.Bytes), numbers);
    }

    /// <summary>The messages of a repeated field; none where it is absent.</summary>
    public IEnumerable<ProtobufMessage> Messages(int field) => _parts[field].Select(Parse);

    /// <summary>A string; empty where it is absent.</summary>
    public string Text(int field) => _parts[field].LastOrDefault(ByteString.Empty).ToStringUtf8();

    /// <summary>Value of an attribute that is a string; null where there is no such attribute.</summary>
    /// <param name="field">The field of the attributes.</param>
    /// <param name="name">The attribute's name.</param>
    public string? Attribute(int field, string name) => Messages(field).SingleOrDefault(attribute => attribute.Text(1) == name)?.Messages(2).Single().Text(1);

    /// <summary>Bytes as lower-case hexadecimal digits; empty where they are absent.</summary>
    public string Hex(int field) => Convert.ToHexStringLower(_parts[field].LastOrDefault(ByteString.Empty).Span);

    /// <summary>A <c>fixed64</c>; 0 where it is absent.</summary>
    public ulong Number(int field) => _numbers.GetValueOrDefault(field);
}
