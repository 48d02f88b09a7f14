using System.Globalization;
using System.Text;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>Replaces HTML character references by their characters, by the rules of the HTML standard.</summary>
/// <remarks>As the published tokenizer's library does: references without the closing semicolon where the standard allows them, the longest
/// name first, numbers in the C1 range read as Windows-1252, numbers of no valid character dropped.</remarks>
internal static class HtmlCharacterReferences
{
    private const int MaximumNameLength = 32;

    /// <summary>Every name, without ampersand, with its semicolon or, where the standard allows it, without.</summary>
    public static Dictionary<string, string> Named { get; } = ReadTable();

    private static Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> NamedBySpan { get; }
        = Named.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text with every reference replaced once.</summary>
    public static string Unescape(string text)
    {
        var ampersand = text.IndexOf('&', StringComparison.Ordinal);
        if (ampersand < 0)
            return text;

        var result = new StringBuilder(text.Length);
        var position = 0;
        while (ampersand >= 0)
        {
            _ = result.Append(text, position, ampersand - position);
            position = ampersand + 1;
            if (!TryReplace(text.AsSpan(position), result, out var length))
                _ = result.Append('&');
            position += length;
            ampersand = text.IndexOf('&', position);
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    private static bool TryReplace(ReadOnlySpan<char> text, StringBuilder result, out int length)
    {
        if (text is ['#', ..])
            return TryReplaceNumber(text, result, out length);

        for (length = Math.Min(text.Length, MaximumNameLength); length >= 2; length--)
        {
            if (NamedBySpan.TryGetValue(text[..length], out var characters))
            {
                _ = result.Append(characters);
                return true;
            }
        }

        length = 0;
        return false;
    }

    private static bool TryReplaceNumber(ReadOnlySpan<char> text, StringBuilder result, out int length)
    {
        var hexadecimal = text.Length > 1 && text[1] is 'x' or 'X';
        var start = hexadecimal ? 2 : 1;
        var end = start;
        long number = 0;
        while (end < text.Length && (hexadecimal ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
        {
            // Beyond the last code point only "too large" matters.
            number = Math.Min(number * (hexadecimal ? 16 : 10) + int.Parse(text.Slice(end, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture), 0x110000);
            end++;
        }

        length = 0;
        if (end == start)
            return false;
        length = end < text.Length && text[end] == ';' ? end + 1 : end;
        _ = result.Append(CharacterOf((int)number));
        return true;
    }

    private static string CharacterOf(int number) => number switch
    {
        0 or (>= 0xD800 and <= 0xDFFF) or > 0x10FFFF => "\uFFFD",
        0x0D => "\r",
        >= 0x80 and <= 0x9F => SingleByteEncoding.Windows1252.CharacterOf((byte)number).ToString(),
        (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or (>= 0xFDD0 and <= 0xFDEF) => "",
        _ when (number & 0xFFFE) == 0xFFFE => "",
        _ => char.ConvertFromUtf32(number),
    };

    private static Dictionary<string, string> ReadTable()
    {
        const string Resource = "MoTE.Indexing.Model.Tokenization.TextRepair.html-character-references.txt";
        using var stream = typeof(HtmlCharacterReferences).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var fields = line.Split(' ');
            var characters = string.Concat(fields[1..].Select(field =>
                char.ConvertFromUtf32(int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
            var name = fields[0].TrimEnd('?');
            named.Add(name + ";", characters);
            if (name.Length < fields[0].Length)
                named.Add(name, characters);
        }

        return named;
    }
}
