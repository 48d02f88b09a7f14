namespace MoTE.Indexing.Safetensors;

/// <summary>Bytes that can be looked at in any order, wherever they lie.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>The file, or what stands for it; every sentence about the bytes begins with it.</summary>
    public abstract string Path { get; }

    /// <summary>How many there are.</summary>
    public abstract long Length { get; }

    /// <summary>A stretch of them; valid until they are disposed.</summary>
    /// <exception cref="CheckpointException">It would reach beyond the end.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int sizeBytes)
    {
        if (offset < 0 || sizeBytes < 0 || offset > Length - sizeBytes)
            throw new CheckpointException($"{Path} ends at byte {Length}, but bytes {offset} to {offset + sizeBytes} are needed: it is truncated.");
        return sizeBytes == 0 ? [] : Stretch(offset, sizeBytes);
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>A stretch that is known to be there.</summary>
    protected abstract ReadOnlySpan<byte> Stretch(long offset, int sizeBytes);
}
