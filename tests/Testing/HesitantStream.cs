namespace MoTE.Indexing.Testing;

/// <summary>A stream that comes in small pieces of changing size, as from a network, and breaks where told.</summary>
/// <param name="bytes">What it holds.</param>
public sealed class HesitantStream(byte[] bytes) : Stream
{
    private readonly Random _random = new(bytes.Length);
    private int _position;

    /// <summary>After so many bytes it fails; null for never.</summary>
    public int? FailAt { get; init; }

    /// <summary>What it fails with.</summary>
    public Exception Failure { get; init; } = new IOException("Cut on purpose.");

    /// <summary>Called right before it fails.</summary>
    public Action? BeforeFailure { get; init; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return Read(buffer.Span);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var end = Math.Min(bytes.Length, FailAt ?? int.MaxValue);
        if (_position == FailAt)
        {
            BeforeFailure?.Invoke();
            throw Failure;
        }

        var count = Math.Min(Math.Min(buffer.Length, 1 + _random.Next(100_000)), end - _position);
        bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
