using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Cli.Indexing;

/// <summary>What the model is going to see of a segment.</summary>
/// <param name="Segment">Where it is.</param>
/// <param name="Frames">T frames, each planes [3, R, R].</param>
internal sealed record SegmentFrames(Segment Segment, IReadOnlyList<byte[]> Frames);
