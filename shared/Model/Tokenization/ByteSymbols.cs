using System.Collections.Immutable;

namespace MoTE.Indexing.Model.Tokenization;

/// <summary>The printable character that stands for each byte in a vocabulary file, and the order in which bytes have ids.</summary>
/// <remarks>Source: specification section 10. Bytes 33-126, 161-172 and 174-255 stand for themselves and come first; the other 68
/// bytes follow in ascending order and are written as code points 256, 257 and so on.</remarks>
internal static class ByteSymbols
{
    public const int Count = 256;

    /// <summary>What closes a word: appended to its last symbol.</summary>
    public const string WordEnd = "</w>";

    private static readonly ImmutableArray<char> _symbolOfByte;
    private static readonly ImmutableArray<byte> _byteOfId;
    private static readonly ImmutableArray<int> _idOfByte;
    private static readonly ImmutableArray<short> _byteOfSymbol;

    static ByteSymbols()
    {
        var printable = new List<byte>();
        var others = new List<byte>();
        for (var value = 0; value < Count; value++)
            (StandsForItself(value) ? printable : others).Add((byte)value);

        var symbolOfByte = new char[Count];
        var byteOfSymbol = new short[Count + others.Count];
        Array.Fill(byteOfSymbol, (short)-1);
        foreach (var value in printable)
            symbolOfByte[value] = (char)value;
        for (var index = 0; index < others.Count; index++)
            symbolOfByte[others[index]] = (char)(Count + index);
        for (var value = 0; value < Count; value++)
            byteOfSymbol[symbolOfByte[value]] = (short)value;

        _byteOfId = [.. printable, .. others];
        var idOfByte = new int[Count];
        for (var id = 0; id < Count; id++)
            idOfByte[_byteOfId[id]] = id;
        _idOfByte = [.. idOfByte];
        _symbolOfByte = [.. symbolOfByte];
        _byteOfSymbol = [.. byteOfSymbol];
    }

    /// <summary>The id of a byte that does not close a word, 0 to 255; the closing form is 256 higher.</summary>
    public static int IdOf(byte value) => _idOfByte[value];

    /// <summary>The symbol whose id is <paramref name="id"/>, 0 to 255.</summary>
    public static string SymbolOf(int id) => _symbolOfByte[_byteOfId[id]].ToString();

    /// <summary>The byte that a character of a symbol stands for; false when it stands for none.</summary>
    public static bool TryGetByte(char symbol, out byte value)
    {
        var found = symbol < _byteOfSymbol.Length ? _byteOfSymbol[symbol] : -1;
        value = found < 0 ? default : (byte)found;
        return found >= 0;
    }

    private static bool StandsForItself(int value) => value is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255);
}
