using System.Numerics.Tensors;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Compares one query with every segment of a block, on every core.</summary>
internal static class SegmentScan
{
    private const int RowsPerTask = 1024;

    /// <summary>The best rows; the result does not depend on how the rows are spread over cores.</summary>
    public static IReadOnlyList<SegmentMatch> Best(SegmentBlock block, SegmentQuery query, HashSet<VideoId>? wanted, CancellationToken cancellationToken)
    {
        if (query.Vector.Length != block.Width)
        {
            throw new ArgumentException($"The query has {query.Vector.Length} numbers, but the segments have {block.Width}.", nameof(query));
        }

        if (query.ClassSimilarities.Length < block.ClassCount)
        {
            throw new ArgumentException($"The query knows {query.ClassSimilarities.Length} fine-tuning classes, but the segments name {block.ClassCount}.", nameof(query));
        }

        var tasks = (block.Count + RowsPerTask - 1) / RowsPerTask;
        var best = new PriorityQueue<(int Row, float Gain, float Score), (float Score, int Row)>[tasks];
        Parallel.For(0, tasks, new ParallelOptions { CancellationToken = cancellationToken }, task =>
        {
            var first = task * RowsPerTask;
            best[task] = BestOf(block, query, wanted, first, Math.Min(first + RowsPerTask, block.Count));
        });
        return [.. best
            .SelectMany(queue => queue.UnorderedItems, (_, item) => item.Element)
            .OrderByDescending(item => item.Score)
            .ThenBy(item => item.Row)
            .Take(query.Count)
            .Select(item => new SegmentMatch(block.Segments[item.Row], View(block, item.Row), item.Gain, item.Score))];
    }

    private static PriorityQueue<(int Row, float Gain, float Score), (float Score, int Row)> BestOf(
        SegmentBlock block, SegmentQuery query, HashSet<VideoId>? wanted, int first, int end)
    {
        // The queue's head is the worst that is kept: the lowest score, and among equals the last row.
        var queue = new PriorityQueue<(int, float, float), (float, int)>();
        for (var row = first; row < end; row++)
        {
            if (wanted is not null && !wanted.Contains(block.Segments[row].VideoId))
            {
                continue;
            }

            var (gain, score) = Score(block, query, row);
            if (queue.Count < query.Count)
            {
                queue.Enqueue((row, gain, score), (score, -row));
            }
            else if (queue.TryPeek(out _, out var worst) && (score, -row).CompareTo(worst) > 0)
            {
                queue.DequeueEnqueue((row, gain, score), (score, -row));
            }
        }

        return queue;
    }

    private static (float Gain, float Score) Score(SegmentBlock block, SegmentQuery query, int row)
    {
        var (spatialSquared, spatialTemporal, temporalSquared) = block.Squares[row];
        if (spatialSquared <= 0)
        {
            return (0, 0);
        }

        var spatial = TensorPrimitives.Dot<float>(block.Spatial(row), query.Vector);
        var temporal = TensorPrimitives.Dot<float>(block.Temporal(row), query.Vector);
        var similarity = float.NegativeInfinity;
        foreach (var nearest in block.Nearest(row))
        {
            similarity = MathF.Max(similarity, query.ClassSimilarities[nearest]);
        }

        var gain = ArchiveFit.GainWith(block.FitLogits(row), block.FitSimilarities(row), spatial / MathF.Sqrt(spatialSquared), similarity);
        var squared = spatialSquared + (2 * gain * spatialTemporal) + (gain * gain * temporalSquared);
        return (gain, squared > 0 ? (spatial + (gain * temporal)) / MathF.Sqrt(squared) : 0);
    }

    private static ViewEmbedding View(SegmentBlock block, int row) =>
        new(block.Spatial(row).ToArray(), block.Temporal(row).ToArray(), block.Nearest(row).ToArray());
}
