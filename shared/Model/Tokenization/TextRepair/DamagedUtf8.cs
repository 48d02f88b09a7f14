namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>Mends bytes that were UTF-8 before some of them were lost or turned into spaces.</summary>
internal static class DamagedUtf8
{
    private const byte Space = 0x20;
    private const byte NoBreakSpace = 0xA0;
    private const byte Ellipsis = 0x85;

    // Portuguese contractions that begin with "à" and are no word of their own.
    private static readonly byte[][] _afterAGrave = [[Space], "quele"u8.ToArray(), "quela"u8.ToArray(), "quilo"u8.ToArray(), "s "u8.ToArray()];

    /// <summary>Turns spaces back into byte A0 where that makes a likely UTF-8 sequence.</summary>
    public static byte[] RestoreNoBreakSpaces(byte[] bytes)
    {
        if (!HasAlteredSequence(bytes))
            return bytes;
        var result = KeepSpaceAfterAGrave(bytes);
        for (var position = 0; position < result.Length;)
        {
            var length = AlteredLength(result.AsSpan(position));
            result.AsSpan(position, length).Replace(Space, NoBreakSpace);
            position += Math.Max(length, 1);
        }

        return result;
    }

    /// <summary>Replaces sequences of which bytes were lost by the replacement character, encoded as UTF-8.</summary>
    public static byte[] ReplaceLossy(byte[] bytes)
    {
        if (!bytes.AsSpan().ContainsAny(SingleByteEncoding.Lost, (byte)'?'))
            return bytes;
        var result = new List<byte>(bytes.Length);
        for (var position = 0; position < bytes.Length;)
        {
            var length = LossyLength(bytes.AsSpan(position));
            if (length > 0)
                result.AddRange("\uFFFD"u8);
            else
                result.Add(bytes[position]);
            position += Math.Max(length, 1);
        }

        return [.. result];
    }

    // "Ã la" was "à la" more often than "àla": the space stays, and the byte it swallowed comes back before it.
    private static byte[] KeepSpaceAfterAGrave(ReadOnlySpan<byte> bytes)
    {
        var result = new List<byte>(bytes.Length);
        for (var position = 0; position < bytes.Length; position++)
        {
            result.Add(bytes[position]);
            var rest = bytes[(position + 1)..];
            if (bytes[position] == 0xC3 && rest is [Space, ..] && !StartsWithAny(rest[1..], _afterAGrave))
                result.Add(NoBreakSpace);
        }

        return [.. result];
    }

    private static bool StartsWithAny(ReadOnlySpan<byte> bytes, byte[][] candidates)
    {
        foreach (var candidate in candidates)
        {
            if (bytes.StartsWith(candidate))
                return true;
        }

        return false;
    }

    private static bool HasAlteredSequence(ReadOnlySpan<byte> bytes)
    {
        for (var position = 0; position < bytes.Length; position++)
        {
            if (AlteredLength(bytes[position..]) > 0)
                return true;
        }

        return false;
    }

    /// <summary>The length of a sequence that would be UTF-8 if its space were A0, and a likely character then; 0 when there is none.</summary>
    private static int AlteredLength(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xC2 or 0xC3 or 0xC5 or 0xCE or 0xD0 or 0xD9, Space, ..] => 2,
        [0xE2 or 0xE3, Space, var last, ..] when ContinuesUnspaced(last) => 3,
        [>= 0xE0 and <= 0xE3, var middle, Space, ..] when ContinuesUnspaced(middle) => 3,
        [0xF0, Space, var third, var last, ..] when Continues(third) && Continues(last) => 4,
        [0xF0, var second, Space, var last, ..] when Continues(second) && Continues(last) => 4,
        [0xF0, var second, var third, Space, ..] when Continues(second) && Continues(third) => 4,
        _ => 0,
    };

    /// <summary>The length of a sequence with lost bytes; 0 when there is none. A question mark stands for one lost byte at most.</summary>
    private static int LossyLength(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [>= 0xC2 and <= 0xDF, SingleByteEncoding.Lost, ..] => 2,
        [0xC2 or 0xC3, (byte)'?', ..] => 2,
        [0xED, >= 0xA0 and <= 0xAF, var low, 0xED, >= 0xB0 and <= 0xBF, var lower, ..]
            when (IsLost(low) && (IsLost(lower) || Continues(lower))) || (Continues(low) && IsLost(lower)) => 6,
        [>= 0xE0 and <= 0xEF, var second, var third, ..] when OneLost([second, third]) => 3,
        [>= 0xF0 and <= 0xF4, var second, var third, var fourth, ..] when OneLost([second, third, fourth]) => 4,
        [SingleByteEncoding.Lost, ..] => 1,
        _ => 0,
    };

    private static bool OneLost(ReadOnlySpan<byte> tail)
    {
        var questions = 0;
        var lost = 0;
        foreach (var value in tail)
        {
            if (value == (byte)'?')
                questions++;
            else if (value == SingleByteEncoding.Lost)
                lost++;
            else if (!Continues(value))
                return false;
        }

        return questions <= 1 && questions + lost > 0;
    }

    private static bool IsLost(byte value) => value is SingleByteEncoding.Lost or (byte)'?';

    private static bool Continues(byte value) => value is >= 0x80 and <= 0xBF;

    private static bool ContinuesUnspaced(byte value) => Continues(value) && value is not (Ellipsis or NoBreakSpace);
}
