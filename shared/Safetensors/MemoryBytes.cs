namespace MoTE.Indexing.Safetensors;

/// <summary>A file that was read into memory.</summary>
/// <param name="path">What stands for it in sentences.</param>
/// <param name="bytes">All of it; not copied.</param>
internal sealed class MemoryBytes(string path, ReadOnlyMemory<byte> bytes) : ByteSource
{
    public override string Path => path;

    public override long Length => bytes.Length;

    /// <summary>Does nothing: memory is not owned by anyone.</summary>
    public override void Dispose()
    {
    }

    protected override ReadOnlySpan<byte> Stretch(long offset, int sizeBytes) => bytes.Span.Slice((int)offset, sizeBytes);
}
