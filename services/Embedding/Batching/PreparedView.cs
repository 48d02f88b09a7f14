namespace MoTE.Indexing.Embedding.Batching;

/// <summary>What the model is going to see of a segment.</summary>
/// <param name="Frames">T frames, each planes [3, R, R]; repeated frames are the same array.</param>
internal sealed record PreparedView(IReadOnlyList<byte[]> Frames);
