using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding.Batching;

namespace MoTE.Indexing.Embedding.Chunks;

/// <summary>A segment between reading and writing.</summary>
/// <param name="Segment">Where it is; times in whole milliseconds, as they are stored.</param>
/// <param name="Shot">The shot that it is in.</param>
/// <param name="Pictures">Its view, for people.</param>
/// <param name="Embedded">Ends when the model has seen it.</param>
internal sealed record ReadSegment(Segment Segment, int Shot, IReadOnlyList<RgbImage> Pictures, Task<EmbeddedView> Embedded);
