using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Tokenization;

/// <summary>Turns text into the token ids that CLIP's text encoder reads, equal to the published tokenizer.</summary>
/// <remarks>Source: specification section 10. Safe for concurrent use; the tokens of short words are remembered, up to a bound.</remarks>
public sealed class ClipTokenizer
{
    /// <summary>Tokens that the published models read, start and end included.</summary>
    /// <value>77.</value>
    public const int PublishedContextLength = 77;

    // Words of captions repeat; longer pieces are hardly words. 32 units and 16 ids a word keep a full memory below 10 MB.
    private const int MaximumRememberedLength = 32;
    private const int MaximumRememberedWords = 32_768;

    private readonly TextCleaning _cleaning;
    private readonly ConcurrentDictionary<string, int[]> _remembered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _rememberedBySpan;
    private int _rememberedCount;

    /// <summary>Creates a tokenizer.</summary>
    /// <param name="vocabulary">The model's own vocabulary.</param>
    /// <param name="cleaning">What happens to a text first; null is <see cref="TextCleaning.Default"/>.</param>
    public ClipTokenizer(BytePairVocabulary vocabulary, TextCleaning? cleaning = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        Vocabulary = vocabulary;
        _cleaning = cleaning ?? TextCleaning.Default;
        _rememberedBySpan = _remembered.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The vocabulary.</summary>
    public BytePairVocabulary Vocabulary { get; }

    /// <summary>The id that opens every encoded text.</summary>
    public int StartId => Vocabulary.StartId;

    /// <summary>The id that closes every encoded text: the largest, so that the encoder finds it by its size.</summary>
    public int EndId => Vocabulary.EndId;

    /// <summary>Encodes a text.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>The token ids without start and end; empty when nothing is left of the text.</returns>
    public int[] Encode(string text)
    {
        var cleaned = _cleaning.Clean(text);
        var ids = new List<int>(cleaned.Length / 4 + 1);
        foreach (var piece in PreTokenizer.Split(cleaned))
            ids.AddRange(EncodePiece(cleaned.AsSpan(piece)));
        return [.. ids];
    }

    /// <summary>Encodes a text between start and end token.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="contextLength">The most tokens that the model reads, start and end included; at least 2.</param>
    /// <param name="overlong">What to do when the text has more.</param>
    /// <returns>Start, tokens, end: 2 to <paramref name="contextLength"/> ids.</returns>
    /// <exception cref="UserErrorException">The text is too long and <paramref name="overlong"/> is <see cref="OverlongText.Reject"/>.</exception>
    public int[] EncodeEnclosed(string text, int contextLength = PublishedContextLength, OverlongText overlong = OverlongText.Reject)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(contextLength, 2);
        int[] ids = [StartId, .. Encode(text), EndId];
        if (ids.Length <= contextLength)
            return ids;
        if (overlong == OverlongText.Reject)
            throw TooLong(text, ids.Length, contextLength);
        Array.Resize(ref ids, contextLength);
        ids[^1] = EndId;
        return ids;
    }

    /// <summary>Encodes a text between start and end token and fills up with zeros.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="contextLength">How many tokens the model reads, start and end included; at least 2.</param>
    /// <param name="overlong">What to do when the text has more.</param>
    /// <returns>Exactly <paramref name="contextLength"/> ids.</returns>
    /// <exception cref="UserErrorException">The text is too long and <paramref name="overlong"/> is <see cref="OverlongText.Reject"/>.</exception>
    public int[] EncodePadded(string text, int contextLength = PublishedContextLength, OverlongText overlong = OverlongText.Reject)
    {
        var ids = EncodeEnclosed(text, contextLength, overlong);
        Array.Resize(ref ids, contextLength);
        return ids;
    }

    /// <summary>The text that ids stand for: cleaned, each word followed by a space.</summary>
    /// <param name="ids">Ids of the vocabulary, with or without start and end.</param>
    /// <returns>The text; bytes that are no UTF-8 read as U+FFFD.</returns>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var id in ids)
        {
            var symbol = Vocabulary.SymbolOf(id).AsSpan();
            var closes = id < StartId && symbol.EndsWith(ByteSymbols.WordEnd, StringComparison.Ordinal);
            foreach (var character in closes ? symbol[..^ByteSymbols.WordEnd.Length] : symbol)
            {
                if (ByteSymbols.TryGetByte(character, out var value))
                    bytes.Write([value]);
            }

            if (closes)
                bytes.Write(" "u8);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static UserErrorException TooLong(string text, int count, int contextLength)
    {
        const int ShownLength = 40;
        var shown = text.Length <= ShownLength ? text : string.Concat(text.AsSpan(0, ShownLength), "…");
        return new UserErrorException(
            $"The text \"{shown}\" has {count} tokens with start and end, but the model reads at most {contextLength}; shorten it.");
    }

    private int[] EncodePiece(ReadOnlySpan<char> piece)
    {
        if (piece.SequenceEqual(BytePairVocabulary.StartText))
            return [StartId];
        if (piece.SequenceEqual(BytePairVocabulary.EndText))
            return [EndId];
        if (_rememberedBySpan.TryGetValue(piece, out var known))
            return known;

        var ids = BytePairMerger.Merge(Vocabulary, ByteIds(piece));
        if (piece.Length <= MaximumRememberedLength)
            Remember(piece, ids);
        return ids;
    }

    private static int[] ByteIds(ReadOnlySpan<char> piece)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(piece)];
        _ = Encoding.UTF8.GetBytes(piece, bytes);
        var ids = Array.ConvertAll(bytes, ByteSymbols.IdOf);
        ids[^1] += ByteSymbols.Count;
        return ids;
    }

    private void Remember(ReadOnlySpan<char> piece, int[] ids)
    {
        // Starting over when full is simple, and a text collection with that many distinct words gains little from its first ones.
        if (Interlocked.Increment(ref _rememberedCount) > MaximumRememberedWords)
        {
            _remembered.Clear();
            _ = Interlocked.Exchange(ref _rememberedCount, 0);
        }

        _ = _rememberedBySpan.TryAdd(piece, ids);
    }
}
