namespace MoTE.Indexing.Model.Clip;

/// <summary>Token ids of several texts, with the position at which each is pooled, cut after the last such position.</summary>
/// <remarks>Attention is causal, so nothing after a text's pooled position can influence it: cutting changes no result.</remarks>
internal sealed class TokenBatch
{
    private TokenBatch(long[] ids, int[] pooled, int length)
    {
        Ids = ids;
        Pooled = pooled;
        Length = length;
    }

    /// <summary>[n, <see cref="Length"/>], row-major.</summary>
    public long[] Ids { get; }

    /// <summary>[n]: where each text is pooled.</summary>
    public int[] Pooled { get; }

    /// <summary>Positions per text.</summary>
    public int Length { get; }

    /// <summary>Number of texts.</summary>
    public int Count => Pooled.Length;

    /// <summary>Takes rows that already have start token, end token and padding.</summary>
    /// <param name="rows">[n] rows of equal length.</param>
    /// <param name="configuration">States the pooling rule.</param>
    /// <param name="cut">Leave out positions that cannot influence the result.</param>
    public static TokenBatch FromRows(IReadOnlyList<long[]> rows, TextConfiguration configuration, bool cut = true)
    {
        var pooled = rows.Select(row => PooledPosition(row, configuration.PoolingToken)).ToArray();
        var length = cut ? pooled.Max() + 1 : rows[0].Length;
        var ids = new long[rows.Count * length];
        for (var i = 0; i < rows.Count; i++)
            rows[i].AsSpan(0, length).CopyTo(ids.AsSpan(i * length));
        return new TokenBatch(ids, pooled, length);
    }

    /// <summary>Takes texts without special tokens; puts the start token before and the end token after each, and pools at the end token.</summary>
    public static TokenBatch FromTexts(IReadOnlyList<IReadOnlyList<int>> texts, TextConfiguration configuration)
    {
        var length = texts.Max(text => text.Count) + 2;
        var ids = new long[texts.Count * length];
        for (var i = 0; i < texts.Count; i++)
        {
            var row = ids.AsSpan(i * length, length);
            row[0] = configuration.StartToken;
            for (var j = 0; j < texts[i].Count; j++)
                row[j + 1] = texts[i][j];
            row[texts[i].Count + 1] = configuration.EndToken;
        }

        return new TokenBatch(ids, [.. texts.Select(text => text.Count + 1)], length);
    }

    private static int PooledPosition(long[] row, int? poolingToken)
    {
        // No such token: position 0, as the published code's argmax over "id equals token" gives.
        var target = poolingToken ?? row.Max();
        return Math.Max(0, Array.IndexOf(row, target));
    }
}
