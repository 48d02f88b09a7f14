using System.Buffers;
using System.Text;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>Decodes UTF-8 together with two common mistakes: astral characters as two encoded surrogates, and the zero character in two bytes.</summary>
internal static class LenientUtf8
{
    private const int SurrogatePairLength = 6;

    /// <summary>The text; null when the bytes are neither UTF-8 nor one of the two mistakes.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        var result = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var length = 2;
            if (bytes is [0xC0, 0x80, ..])
            {
                _ = result.Append('\0');
            }
            else if (bytes is [0xED, >= 0xA0 and <= 0xAF, >= 0x80 and <= 0xBF, 0xED, >= 0xB0 and <= 0xBF, >= 0x80 and <= 0xBF, ..])
            {
                _ = result.Append(Surrogate(bytes)).Append(Surrogate(bytes[3..]));
                length = SurrogatePairLength;
            }
            else if (Rune.DecodeFromUtf8(bytes, out var rune, out length) == OperationStatus.Done)
            {
                _ = result.Append(rune.ToString());
            }
            else
            {
                return null;
            }

            bytes = bytes[length..];
        }

        return result.ToString();
    }

    private static char Surrogate(ReadOnlySpan<byte> bytes) => (char)(0xD000 | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F));
}
