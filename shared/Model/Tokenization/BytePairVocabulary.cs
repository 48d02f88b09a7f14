using System.Collections.Immutable;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Tokenization;

/// <summary>The symbols of a byte-pair encoder and the ranked pairs that make them.</summary>
/// <remarks>
/// Source: specification section 10. Ids: 256 byte symbols, the same 256 closing a word, one symbol per merge in file order, then the start
/// and the end token. The published file gives 48,894 merges and 49,408 ids. Immutable and safe for concurrent use.
/// </remarks>
public sealed class BytePairVocabulary
{
    /// <summary>Merges that the published models use of the published file.</summary>
    /// <value>48,894: 49,408 ids less 512 byte symbols and two special tokens.</value>
    public const int PublishedMergeCount = PublishedSize - FirstMergeId - 2;

    /// <summary>Ids of the published models.</summary>
    /// <value>49,408.</value>
    public const int PublishedSize = 49408;

    /// <summary>The text that stands for the start token in the published vocabulary.</summary>
    public const string StartText = "<|startoftext|>";

    /// <summary>The text that stands for the end token in the published vocabulary.</summary>
    public const string EndText = "<|endoftext|>";

    /// <summary>The id of the first merge.</summary>
    internal const int FirstMergeId = 2 * ByteSymbols.Count;

    private readonly ImmutableArray<SymbolPair> _merges;
    private readonly ImmutableArray<string> _symbols;
    private readonly Dictionary<long, Merge> _mergeOfPair;

    /// <summary>Builds a vocabulary from ranked merges.</summary>
    /// <param name="merges">Pairs of known symbols, the one to join first leading. A symbol is known when it is a byte symbol, with or
    /// without the word end, or the result of an earlier merge.</param>
    /// <exception cref="UserErrorException">A merge uses an unknown symbol or repeats an earlier pair; the message names it.</exception>
    public BytePairVocabulary(IEnumerable<SymbolPair> merges)
    {
        ArgumentNullException.ThrowIfNull(merges);
        _merges = [.. merges];
        var symbols = ImmutableArray.CreateBuilder<string>(FirstMergeId + _merges.Length + 2);
        for (var id = 0; id < ByteSymbols.Count; id++)
            symbols.Add(ByteSymbols.SymbolOf(id));
        for (var id = 0; id < ByteSymbols.Count; id++)
            symbols.Add(ByteSymbols.SymbolOf(id) + ByteSymbols.WordEnd);

        var ids = new Dictionary<string, int>(symbols.Capacity, StringComparer.Ordinal);
        for (var id = 0; id < FirstMergeId; id++)
            ids[symbols[id]] = id;
        var pairs = new List<(int Left, int Right, string Joined)>(_merges.Length);
        for (var rank = 0; rank < _merges.Length; rank++)
        {
            var merge = _merges[rank];
            var left = KnownId(ids, merge.Left, rank);
            var right = KnownId(ids, merge.Right, rank);
            symbols.Add(merge.Joined);
            ids[merge.Joined] = FirstMergeId + rank;
            pairs.Add((left, right, merge.Joined));
        }

        _mergeOfPair = Rank(pairs, ids);
        symbols.Add(StartText);
        symbols.Add(EndText);
        _symbols = symbols.MoveToImmutable();
    }

    /// <summary>The number of ids, special tokens included; equals the rows of the model's token embedding.</summary>
    public int Size => _symbols.Length;

    /// <summary>The merges in rank order.</summary>
    public IReadOnlyList<SymbolPair> Merges => _merges;

    /// <summary>The id that opens every encoded text; the last but one.</summary>
    public int StartId => Size - 2;

    /// <summary>The id that closes every encoded text; the largest id.</summary>
    public int EndId => Size - 1;

    /// <summary>The symbol of an id, in byte symbols.</summary>
    /// <param name="id">0 to <see cref="Size"/> - 1.</param>
    /// <returns>The symbol; for the special tokens their published text.</returns>
    public string SymbolOf(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Size);
        return _symbols[id];
    }

    /// <summary>Whether a word ends with an id.</summary>
    /// <param name="id">0 to <see cref="Size"/> - 1.</param>
    internal bool EndsWord(int id) => SymbolOf(id).EndsWith(ByteSymbols.WordEnd, StringComparison.Ordinal);

    /// <summary>Reads a vocabulary file in the published format.</summary>
    /// <param name="path">A gzip (or plain text) file: a header line, then one merge a line, two symbols apart by one space.</param>
    /// <param name="size">How many ids to use, special tokens included; null takes all merges of the file but at most
    /// <see cref="PublishedMergeCount"/>, because the published file lists far more merges than its models use.</param>
    /// <returns>The vocabulary.</returns>
    /// <exception cref="UserErrorException">The file is missing, not in this format, or has too few merges; the message says where.</exception>
    public static BytePairVocabulary Load(string path, int? size = null) => VocabularyFile.Load(path, size);

    /// <summary>Writes the vocabulary in the published format, byte for byte the same on every run.</summary>
    /// <param name="path">The gzip file to create or replace.</param>
    public void Save(string path) => VocabularyFile.Save(path, _merges);

    /// <summary>What two neighbouring ids become; false when no merge joins them.</summary>
    internal bool TryMerge(int left, int right, out Merge merge) => _mergeOfPair.TryGetValue(Key(left, right), out merge);

    private static Dictionary<long, Merge> Rank(List<(int Left, int Right, string Joined)> pairs, Dictionary<string, int> ids)
    {
        // Two merges may spell the same symbol; as in the published encoder, its last id then stands for all of them.
        var mergeOfPair = new Dictionary<long, Merge>(pairs.Count);
        for (var rank = 0; rank < pairs.Count; rank++)
        {
            var (left, right, joined) = pairs[rank];
            if (!mergeOfPair.TryAdd(Key(left, right), new Merge(rank, ids[joined])))
                throw new UserErrorException($"Merge {rank + 1} of the vocabulary repeats an earlier merge into '{joined}'.");
        }

        return mergeOfPair;
    }

    private static int KnownId(Dictionary<string, int> ids, string symbol, int rank) => ids.TryGetValue(symbol, out var id)
        ? id
        : throw new UserErrorException($"Merge {rank + 1} of the vocabulary uses the symbol '{symbol}', which no earlier merge makes.");

    private static long Key(int left, int right) => ((long)left << 32) | (uint)right;

    /// <summary>The rank of a pair, lowest first, and the id it becomes.</summary>
    internal readonly record struct Merge(int Rank, int Id);
}
