using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>Gathers the segments of one model in memory, chunk by chunk. One thread changes it; snapshots may be read by any.</summary>
/// <param name="modelFingerprint">The model.</param>
/// <param name="widths">Numbers a segment.</param>
internal sealed class SegmentMemory(string modelFingerprint, SegmentWidths widths)
{
    private const int SmallestBlock = 256;
    private const int LargestBlockBytes = 64 << 20;
    private readonly int _largestBlock = Math.Max(SmallestBlock, LargestBlockBytes / (2 * sizeof(float) * Math.Max(1, widths.Vector)));
    private List<SegmentRun> _runs = [];
    private SegmentBlock? _tail;
    private long _expected;
    private int _classes;

    /// <summary>The model.</summary>
    public string ModelFingerprint => modelFingerprint;

    /// <summary>Numbers a segment.</summary>
    public SegmentWidths Widths => widths;

    /// <summary>Segments that are wanted.</summary>
    public long Count { get; private set; }

    /// <summary>The last chunk's place in the order of storing.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Says how many segments are about to be added, so that room is made once.</summary>
    public void Expect(long segments) => _expected = segments;

    /// <summary>Adds the segments of a chunk.</summary>
    /// <param name="sequence">The chunk's place in the order of storing.</param>
    /// <param name="video">The video.</param>
    /// <param name="segments">Segments, at least 1.</param>
    /// <param name="values">What fits so many segments of these widths.</param>
    public void Append(long sequence, VideoId video, int segments, ChunkValues values)
    {
        foreach (var nearest in values.Nearest)
        {
            _classes = Math.Max(_classes, nearest + 1);
        }

        var block = Room(segments);
        _runs.Add(new SegmentRun(sequence, video, block, block.Append(segments, values), segments));
        Count += segments;
        LastSequence = sequence;
    }

    /// <summary>Drops the chunks that are not among these, and moves together what is left of blocks of which less than half is wanted.</summary>
    public void Keep(HashSet<long> sequences)
    {
        _runs = _runs.FindAll(run => sequences.Contains(run.Sequence));
        var wanted = _runs.GroupBy(run => run.Block).ToDictionary(runs => runs.Key, runs => runs.Sum(run => run.Count));
        var sparse = wanted.Where(block => block.Value * 2 < block.Key.Used).Select(block => block.Key).ToHashSet();
        if (_tail is not null && (!wanted.ContainsKey(_tail) || sparse.Contains(_tail)))
            _tail = null;
        Count = wanted.Values.Sum(rows => (long)rows);
        Expect(sparse.Sum(block => (long)wanted[block]));
        _runs = _runs.ConvertAll(run => sparse.Contains(run.Block) ? Move(run) : run);
    }

    /// <summary>What is wanted now.</summary>
    public SegmentSnapshot Snapshot(ModelVersion version) => new(modelFingerprint, version, widths.Vector, _classes, [.. _runs]);

    private SegmentRun Move(SegmentRun run)
    {
        var block = Room(run.Count);
        return run with { Block = block, First = block.Append(run.Block, run.First, run.Count) };
    }

    private SegmentBlock Room(int rows)
    {
        // What comes unexpectedly gets room for an eighth more than there is: little waste, few blocks.
        if (_tail is null || _tail.Capacity - _tail.Used < rows)
            _tail = new SegmentBlock(widths, Math.Max(rows, (int)Math.Clamp(Math.Max(_expected, Count / 8), SmallestBlock, _largestBlock)));
        _expected -= rows;
        return _tail;
    }
}
