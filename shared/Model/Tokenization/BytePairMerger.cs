namespace MoTE.Indexing.Model.Tokenization;

/// <summary>Joins the byte symbols of one word by rank.</summary>
/// <remarks>Source: specification section 10. Repeatedly takes the pair of lowest rank and joins all of its occurrences from left to right.
/// Time grows as n log n with the word's length, so a hostile word costs no more than its size.</remarks>
internal static class BytePairMerger
{
    private const int Gone = -1;

    /// <summary>Joins what can be joined.</summary>
    /// <param name="vocabulary">The ranked merges.</param>
    /// <param name="symbols">One id per byte, the last in its word-closing form. Overwritten.</param>
    /// <returns>The ids that remain, in order.</returns>
    public static int[] Merge(BytePairVocabulary vocabulary, int[] symbols)
    {
        if (symbols.Length < 2)
            return symbols;

        var next = new int[symbols.Length];
        var previous = new int[symbols.Length];
        for (var position = 0; position < symbols.Length; position++)
        {
            previous[position] = position - 1;
            next[position] = position + 1;
        }

        var queue = new PriorityQueue<int, long>();
        for (var position = 0; position + 1 < symbols.Length; position++)
            Offer(vocabulary, queue, symbols, position, position + 1);

        var batch = new List<int>();
        while (queue.TryPeek(out _, out var priority))
        {
            var rank = RankOf(priority);
            batch.Clear();
            while (queue.TryPeek(out var position, out priority) && RankOf(priority) == rank)
            {
                batch.Add(position);
                _ = queue.Dequeue();
            }

            foreach (var left in batch)
                JoinAt(left, rank);
        }

        return Array.FindAll(symbols, id => id != Gone);

        void JoinAt(int left, int rank)
        {
            var right = next[left];
            if (symbols[left] == Gone || right >= symbols.Length)
                return;
            // What was offered may since have changed.
            if (!vocabulary.TryMerge(symbols[left], symbols[right], out var merge) || merge.Rank != rank)
                return;

            symbols[left] = merge.Id;
            symbols[right] = Gone;
            next[left] = next[right];
            if (next[left] < symbols.Length)
            {
                previous[next[left]] = left;
                Offer(vocabulary, queue, symbols, left, next[left]);
            }

            if (previous[left] >= 0)
                Offer(vocabulary, queue, symbols, previous[left], left);
        }
    }

    private static void Offer(BytePairVocabulary vocabulary, PriorityQueue<int, long> queue, int[] symbols, int left, int right)
    {
        if (vocabulary.TryMerge(symbols[left], symbols[right], out var merge))
            queue.Enqueue(left, ((long)merge.Rank << 32) | (uint)left);
    }

    private static int RankOf(long priority) => (int)(priority >> 32);
}
