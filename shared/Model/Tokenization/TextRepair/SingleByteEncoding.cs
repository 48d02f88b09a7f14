using System.Collections.Immutable;

namespace MoTE.Indexing.Model.Tokenization.TextRepair;

/// <summary>An encoding of one byte a character, in which text may have been read by mistake.</summary>
/// <remarks>
/// Bytes below 128 are ASCII in all of them. Bytes that an encoding leaves unassigned read as the control character of the same number, as
/// browsers do. In the Windows encodings the replacement character U+FFFD stands for a byte that was lost, and is written as byte 0x1A.
/// Source of the tables: the mapping files of the Unicode Consortium (unicode.org/Public/MAPPINGS).
/// </remarks>
internal sealed class SingleByteEncoding
{
    /// <summary>What the replacement character is written as.</summary>
    public const byte Lost = 0x1A;

    private const int AsciiCount = 128;
    private const char Replacement = '\uFFFD';

    private readonly string _characters;
    private readonly Dictionary<char, byte> _bytes;

    private SingleByteEncoding(string name, string upperHalf, bool marksLoss)
    {
        Name = name;
        MarksLoss = marksLoss;
        var ascii = Enumerable.Range(0, AsciiCount).Select(value => marksLoss && value == Lost ? Replacement : (char)value);
        _characters = string.Concat(ascii) + upperHalf;
        if (_characters.Length != 2 * AsciiCount)
            throw new InvalidOperationException($"The table of {name} has {upperHalf.Length} characters instead of {AsciiCount}.");
        _bytes = _characters.Select((character, value) => KeyValuePair.Create(character, (byte)value)).ToDictionary();
    }

    public static SingleByteEncoding Latin1 { get; } = new(
        "Latin1",
        string.Concat(Enumerable.Range(AsciiCount, AsciiCount).Select(value => (char)value)),
        marksLoss: false);

    public static SingleByteEncoding Windows1252 { get; } = new(
        "Windows1252",
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ"
            + "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿"
            + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
            + "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
        marksLoss: true);

    public static SingleByteEncoding Windows1251 { get; } = new(
        "Windows1251",
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0098™љ›њќћџ"
            + "\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї"
            + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
            + "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        marksLoss: true);

    public static SingleByteEncoding Windows1250 { get; } = new(
        "Windows1250",
        "€\u0081‚\u0083„…†‡\u0088‰Š‹ŚŤŽŹ\u0090‘’“”•–—\u0098™š›śťžź"
            + "\u00A0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00AD®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż"
            + "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß"
            + "ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
        marksLoss: true);

    public static SingleByteEncoding Windows1253 { get; } = new(
        "Windows1253",
        "€\u0081‚ƒ„…†‡\u0088‰\u008A‹\u008C\u008D\u008E\u008F\u0090‘’“”•–—\u0098™\u009A›\u009C\u009D\u009E\u009F"
            + "\u00A0΅Ά£¤¥¦§¨©ª«¬\u00AD®―°±²³΄µ¶·ΈΉΊ»Ό½ΎΏ"
            + "ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡÒΣΤΥΦΧΨΩΪΫάέήί"
            + "ΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώÿ",
        marksLoss: true);

    public static SingleByteEncoding Windows1254 { get; } = new(
        "Windows1254",
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008D\u008E\u008F\u0090‘’“”•–—˜™š›œ\u009D\u009EŸ"
            + "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿"
            + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß"
            + "àáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ",
        marksLoss: true);

    public static SingleByteEncoding Windows1257 { get; } = new(
        "Windows1257",
        "€\u0081‚\u0083„…†‡\u0088‰\u008A‹\u008C¨ˇ¸\u0090‘’“”•–—\u0098™\u009A›\u009C¯˛\u009F"
            + "\u00A0¡¢£¤¥¦§Ø©Ŗ«¬\u00AD®Æ°±²³´µ¶·ø¹ŗ»¼½¾æ"
            + "ĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽß"
            + "ąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž˙",
        marksLoss: true);

    public static SingleByteEncoding Latin2 { get; } = new(
        "Latin2",
        "\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F"
            + "\u00A0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00ADŽŻ°ą˛ł´ľśˇ¸šşťź˝žż"
            + "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß"
            + "ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
        marksLoss: false);

    public static SingleByteEncoding MacRoman { get; } = new(
        "MacRoman",
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
            + "†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
            + "¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
            + "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
        marksLoss: false);

    public static SingleByteEncoding CodePage437 { get; } = new(
        "CodePage437",
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
            + "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0",
        marksLoss: false);

    /// <summary>All of them, the likeliest first.</summary>
    public static ImmutableArray<SingleByteEncoding> All { get; } =
    [
        Latin1, Windows1252, Windows1251, Windows1250, Windows1253, Windows1254, Windows1257, Latin2, MacRoman, CodePage437,
    ];

    /// <summary>Those in which UTF-8 turns into letters of Latin, Greek or Cyrillic with marks.</summary>
    public static ImmutableArray<SingleByteEncoding> LatinLike { get; } =
        [Latin1, Windows1252, Windows1251, Windows1250, Windows1253, Windows1254, Windows1257];

    /// <summary>What the encoding is called in messages of tests.</summary>
    public string Name { get; }

    /// <summary>Whether U+FFFD can be encoded, as <see cref="Lost"/>.</summary>
    public bool MarksLoss { get; }

    /// <summary>The character that a byte reads as.</summary>
    public char CharacterOf(byte value) => _characters[value];

    /// <summary>The bytes that read as <paramref name="text"/>; null when it holds a character that the encoding lacks.</summary>
    public byte[]? Encode(string text)
    {
        var bytes = new byte[text.Length];
        for (var index = 0; index < bytes.Length; index++)
        {
            if (!_bytes.TryGetValue(text[index], out bytes[index]))
                return null;
        }

        return bytes;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
