using System.Text;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Tokenization;

/// <summary>Learns a byte-pair vocabulary from texts.</summary>
/// <remarks>Classic byte-pair encoding: the most frequent neighbouring pair within words becomes a symbol, again and again. Of equally
/// frequent pairs the one with the smaller ids wins, so that the same texts give the same vocabulary in any order.</remarks>
public static class BytePairTrainer
{
    /// <summary>Learns merges.</summary>
    /// <param name="texts">Captions; cleaned and cut into words exactly as the tokenizer does it.</param>
    /// <param name="maximumSize">The most ids that the vocabulary may have, special tokens included; at least 514.</param>
    /// <param name="minimumCount">How often a pair must occur to become a symbol; at least 1.</param>
    /// <returns>The vocabulary; smaller than <paramref name="maximumSize"/> when the texts have no more frequent pairs.</returns>
    /// <exception cref="UserErrorException"><paramref name="maximumSize"/> has no room for the byte symbols.</exception>
    public static BytePairVocabulary Train(IEnumerable<string> texts, int maximumSize, int minimumCount = 2)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCount, 1);
        var room = maximumSize - BytePairVocabulary.FirstMergeId - 2;
        if (room < 0)
            throw new UserErrorException($"A vocabulary of {maximumSize} ids is too small: bytes and special tokens alone are 514.");

        var pairs = new PairCounts(CountWords(texts));
        var symbols = Enumerable.Range(0, BytePairVocabulary.FirstMergeId).Select(SymbolOfByteId).ToList();
        var ids = symbols.Select((symbol, id) => (symbol, id)).ToDictionary(entry => entry.symbol, entry => entry.id, StringComparer.Ordinal);
        var merges = new List<SymbolPair>();
        var known = new HashSet<SymbolPair>();
        while (merges.Count < room && pairs.MostFrequent(minimumCount) is { } best)
        {
            // A symbol can be spelt in two ways, so its pairs can come up again after they were learnt.
            var merge = new SymbolPair(symbols[best.Left], symbols[best.Right]);
            if (known.Add(merge))
                merges.Add(merge);
            if (ids.TryAdd(merge.Joined, symbols.Count))
                symbols.Add(merge.Joined);
            pairs.Join(best, ids[merge.Joined]);
        }

        return new BytePairVocabulary(merges);
    }

    private static Dictionary<string, long> CountWords(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var cleaned = TextCleaning.Default.Clean(text);
            foreach (var piece in PreTokenizer.Split(cleaned))
            {
                var word = cleaned[piece];
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        return counts;
    }

    private static string SymbolOfByteId(int id) => id < ByteSymbols.Count
        ? ByteSymbols.SymbolOf(id)
        : ByteSymbols.SymbolOf(id - ByteSymbols.Count) + ByteSymbols.WordEnd;

    /// <summary>How often each pair of ids occurs, kept up to date while pairs are joined.</summary>
    private sealed class PairCounts
    {
        private readonly List<(int[] Ids, long Count)> _words = [];
        private readonly Dictionary<(int Left, int Right), long> _counts = [];
        private readonly Dictionary<(int Left, int Right), HashSet<int>> _wordsWith = [];

        public PairCounts(Dictionary<string, long> words)
        {
            foreach (var (word, count) in words.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                var ids = Array.ConvertAll(Encoding.UTF8.GetBytes(word), ByteSymbols.IdOf);
                ids[^1] += ByteSymbols.Count;
                _words.Add((ids, count));
                Add(_words.Count - 1, 1);
            }
        }

        public (int Left, int Right)? MostFrequent(long minimumCount)
        {
            (int Left, int Right)? best = null;
            long most = 0;
            foreach (var (pair, count) in _counts)
            {
                if (count >= minimumCount && (count > most || (count == most && pair.CompareTo(best!.Value) < 0)))
                    (best, most) = (pair, count);
            }

            return best;
        }

        public void Join((int Left, int Right) pair, int id)
        {
            foreach (var index in _wordsWith[pair].ToArray())
            {
                Add(index, -1);
                _words[index] = (Joined(_words[index].Ids, pair, id), _words[index].Count);
                Add(index, 1);
            }
        }

        private static int[] Joined(int[] ids, (int Left, int Right) pair, int id)
        {
            var result = new List<int>(ids.Length);
            for (var index = 0; index < ids.Length; index++)
            {
                var joins = index + 1 < ids.Length && (ids[index], ids[index + 1]) == pair;
                result.Add(joins ? id : ids[index]);
                if (joins)
                    index++;
            }

            return [.. result];
        }

        private void Add(int index, int sign)
        {
            var (ids, count) = _words[index];
            for (var position = 0; position + 1 < ids.Length; position++)
            {
                var pair = (ids[position], ids[position + 1]);
                var total = _counts.GetValueOrDefault(pair) + sign * count;
                if (total == 0)
                    _ = _counts.Remove(pair);
                else
                    _counts[pair] = total;

                if (!_wordsWith.TryGetValue(pair, out var words))
                    _wordsWith[pair] = words = [];
                _ = sign > 0 ? words.Add(index) : words.Remove(index);
            }
        }
    }
}
