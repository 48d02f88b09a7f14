namespace MoTE.Indexing.Media.Chunks;

/// <summary>Decodes chunks of videos, each frame once, and makes shots, segments and views of them. Safe to share between threads.</summary>
public sealed class ChunkReader
{
    private readonly FrameDecoder _decoder;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">Bounds; the defaults when left out.</param>
    public ChunkReader(MediaOptions? options = null) => _decoder = new FrameDecoder(options);

    /// <summary>Reads one chunk: the shots, takes and rests of shots that begin in it, beyond its end where the last of them goes on.</summary>
    /// <param name="plan">From <see cref="ChunkPlanner"/>.</param>
    /// <param name="chunk">Number of the chunk, from 0.</param>
    /// <param name="carry">What the chunk before handed on; <see cref="ChunkCarry.Start"/> for the first.</param>
    /// <param name="sampling">For a segment of so many frames, which of them (from 0, any order) make its view.</param>
    /// <returns>Segments in order; <see cref="ChunkReading.End"/> is known when the loop has ended.</returns>
    public ChunkReading ReadAsync(ChunkPlan plan, int chunk, ChunkCarry carry, Func<int, IReadOnlyList<int>> sampling)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(carry);
        ArgumentNullException.ThrowIfNull(sampling);
        ArgumentOutOfRangeException.ThrowIfNegative(chunk);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chunk, plan.Chunks.Count);
        return new ChunkReading(plan, plan.Chunks[chunk], carry, sampling, _decoder);
    }
}
