using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>The segments of one chunk in memory: rows of a block, one after the other.</summary>
/// <param name="Sequence">The chunk's place in the order of storing.</param>
/// <param name="Video">The video of all of them.</param>
/// <param name="Block">Where they lie.</param>
/// <param name="First">The first row.</param>
/// <param name="Count">Rows, at least 1.</param>
internal sealed record SegmentRun(long Sequence, VideoId Video, SegmentBlock Block, int First, int Count);
