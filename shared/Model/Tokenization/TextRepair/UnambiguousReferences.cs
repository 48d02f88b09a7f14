using System.Text;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>Replaces those HTML character references of which there can be no doubt: closed by a semicolon, also when someone has turned the
/// whole text into capitals.</summary>
internal static class UnambiguousReferences
{
    private const int MaximumNameLength = 24;

    private static readonly Dictionary<string, string> _characters = WithCapitals();

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _charactersBySpan
        = _characters.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text with every such reference replaced once.</summary>
    public static string Unescape(string text)
    {
        var ampersand = text.IndexOf('&', StringComparison.Ordinal);
        if (ampersand < 0)
            return text;
        var result = new StringBuilder(text.Length);
        var position = 0;
        for (; ampersand >= 0; ampersand = text.IndexOf('&', position))
        {
            _ = result.Append(text, position, ampersand - position);
            var reference = text.AsSpan(ampersand, ReferenceLength(text.AsSpan(ampersand)));
            _ = result.Append(CharactersOf(reference));
            position = ampersand + reference.Length;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>The length of what has the shape of a reference, or 1 for the lone ampersand.</summary>
    private static int ReferenceLength(ReadOnlySpan<char> text)
    {
        var start = text.Length > 1 && text[1] == '#' ? 2 : 1;
        var end = start;
        while (end < text.Length && end - start < MaximumNameLength && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        return end > start && end < text.Length && text[end] == ';' ? end + 1 : 1;
    }

    private static ReadOnlySpan<char> CharactersOf(ReadOnlySpan<char> reference)
    {
        if (_charactersBySpan.TryGetValue(reference[1..], out var characters))
            return characters;
        if (reference is not ['&', '#', ..])
            return reference;
        // A number of which a part or the semicolon is left over was no number.
        var unescaped = HtmlCharacterReferences.Unescape(reference.ToString());
        return unescaped.Contains(';', StringComparison.Ordinal) ? reference : unescaped;
    }

    private static Dictionary<string, string> WithCapitals()
    {
        var closed = HtmlCharacterReferences.Named.Where(reference => reference.Key.EndsWith(';')).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, characters) in closed.ToArray())
        {
            // Names that mean something else in capitals keep that meaning.
            var capitals = name.ToUpperInvariant();
            if (!name.Any(char.IsAsciiLetterUpper) && HtmlCharacterReferences.Unescape("&" + capitals) == "&" + capitals)
                closed[capitals] = Capital(characters);
        }

        return closed;
    }

    // The references whose characters have capitals of more than one letter.
    private static string Capital(string characters) => characters switch
    {
        "ß" => "SS",
        "ŉ" => "\u02BCN",
        "\uFB00" => "FF",
        "\uFB01" => "FI",
        "\uFB02" => "FL",
        "\uFB03" => "FFI",
        "\uFB04" => "FFL",
        "ı" => "I",
        _ => characters.ToUpperInvariant(),
    };
}
