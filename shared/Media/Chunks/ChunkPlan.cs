namespace MoTE.Indexing.Media.Chunks;

/// <summary>How a file is going to be worked, from its headers and packets alone. The same file and options give the same plan.</summary>
/// <param name="Path">The file.</param>
/// <param name="Info">Its video stream.</param>
/// <param name="Timeline">When its frames are shown, as far as packets can tell.</param>
/// <param name="Chunks">At least one, in order, together holding all packets.</param>
/// <param name="Options">What was asked for.</param>
public sealed record ChunkPlan(string Path, VideoStreamInfo Info, VideoTimeline Timeline, IReadOnlyList<ChunkRange> Chunks, ChunkOptions Options);
