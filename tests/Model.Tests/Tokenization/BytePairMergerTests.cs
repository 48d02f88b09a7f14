using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Tests.Tokenization;

public sealed class BytePairMergerTests
{
    [Fact]
    public void Merge_RandomWords_EqualsTheRepeatedScan()
    {
        var random = new Random(1);
        for (var round = 0; round < 40; round++)
        {
            var vocabulary = RandomVocabulary(random);
            for (var word = 0; word < 100; word++)
            {
                var ids = RandomWord(random);
                Assert.Equal(RepeatedScan(vocabulary, [.. ids]), BytePairMerger.Merge(vocabulary, [.. ids]));
            }
        }
    }

    [Fact]
    public void Merge_OneSymbolSpeltTwice_JoinsAllOccurrencesFirst()
    {
        // "abc" comes from a+bc and from ab+c; the pair abc+ab ranks before ab+c, which must join everywhere all the same.
        var vocabulary = new BytePairVocabulary([new("b", "c"), new("a", "bc"), new("x", "b"), new("a", "b"), new("abc", "ab"), new("ab", "c")]);
        var tokens = BytePairMerger.Merge(vocabulary, [.. "abcabcx"u8.ToArray().Select(value => ByteSymbols.IdOf(value))]);
        Assert.Equal(RepeatedScan(vocabulary, [.. "abcabcx"u8.ToArray().Select(value => ByteSymbols.IdOf(value))]), tokens);
    }

    [Fact]
    public void Merge_RunOfOneSymbol_JoinsFromTheLeft()
    {
        var vocabulary = new BytePairVocabulary([new("a", "a")]);
        var a = ByteSymbols.IdOf((byte)'a');
        Assert.Equal([512, 512, a], BytePairMerger.Merge(vocabulary, [a, a, a, a, a]));
    }

    private static BytePairVocabulary RandomVocabulary(Random random)
    {
        List<string> symbols = ["a", "b", "c", "a</w>", "b</w>", "c</w>"];
        var merges = new List<SymbolPair>();
        while (merges.Count < 30)
        {
            var left = symbols[random.Next(symbols.Count)];
            var merge = new SymbolPair(left, symbols[random.Next(symbols.Count)]);
            if (left.EndsWith("</w>", StringComparison.Ordinal) || merge.Joined.Length > 14 || merges.Contains(merge))
                continue;
            merges.Add(merge);
            symbols.Add(merge.Joined);
        }

        return new BytePairVocabulary(merges);
    }

    private static int[] RandomWord(Random random)
    {
        var ids = Enumerable.Range(0, random.Next(1, 30)).Select(_ => ByteSymbols.IdOf((byte)('a' + random.Next(3)))).ToArray();
        ids[^1] += ByteSymbols.Count;
        return ids;
    }

    /// <summary>The definition: take the pair of lowest rank, join all of its occurrences from left to right, start over.</summary>
    private static List<int> RepeatedScan(BytePairVocabulary vocabulary, List<int> ids)
    {
        while (true)
        {
            BytePairVocabulary.Merge? best = null;
            for (var index = 0; index + 1 < ids.Count; index++)
            {
                if (vocabulary.TryMerge(ids[index], ids[index + 1], out var merge) && (best is null || merge.Rank < best.Value.Rank))
                    best = merge;
            }

            if (best is null)
                return ids;
            var joined = new List<int>();
            for (var index = 0; index < ids.Count; index++)
            {
                var joins = index + 1 < ids.Count && vocabulary.TryMerge(ids[index], ids[index + 1], out var merge) && merge == best;
                joined.Add(joins ? best.Value.Id : ids[index]);
                index += joins ? 1 : 0;
            }

            ids = joined;
        }
    }
}
