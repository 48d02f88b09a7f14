using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>The body of an answer: not too large, not too slow, not for too long; what breaks is said in a sentence.</summary>
internal sealed class BoundedDownload : Stream
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(200);
    private readonly Stream _body;
    private readonly string _host;
    private readonly AddressOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action<long> _report;
    private readonly CancellationTokenSource _spell;
    private readonly CancellationTokenSource _whole;
    private long _received;
    private long _receivedInSpell;
    private long _reportedAt;

    /// <summary>Starts the clocks.</summary>
    /// <param name="body">The body.</param>
    /// <param name="host">The server's name, for sentences.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="report">Told the number of bytes, at most five times a second and at the end.</param>
    public BoundedDownload(Stream body, string host, AddressOptions options, TimeProvider clock, Action<long> report)
    {
        _body = body;
        _host = host;
        _options = options;
        _clock = clock;
        _report = report;
        _spell = new CancellationTokenSource(options.Spell, clock);
        _whole = new CancellationTokenSource(options.FinishWithin, clock);
        _reportedAt = clock.GetTimestamp();
    }

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
        get => _received;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var any = CancellationTokenSource.CreateLinkedTokenSource(_spell.Token, _whole.Token, cancellationToken);
        int count;
        try
        {
            count = await _body.ReadAsync(buffer, any.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UserErrorException(
                _whole.IsCancellationRequested
                    ? $"The file from {_host} did not come to an end within {Words(_options.FinishWithin)}."
                    : $"{_host} sent fewer than {_options.LeastBytesPerSpell} bytes in {Words(_options.Spell)}: it is too slow.",
                cause);
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException)
        {
            throw new UserErrorException($"The connection to {_host} broke after {_received} bytes: try again.", cause);
        }

        Count(count);
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _spell.Dispose();
            _whole.Dispose();
            _body.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string Words(TimeSpan time) => time >= TimeSpan.FromHours(2) ? $"{time.TotalHours:0.#} hours" : $"{time.TotalSeconds:0.#} seconds";

    private void Count(int count)
    {
        _received += count;
        _receivedInSpell += count;
        if (_received > _options.LargestBytes)
            throw new UserErrorException($"The file from {_host} has more than {_options.LargestBytes} bytes, and larger ones are not fetched.");
        if (_receivedInSpell >= _options.LeastBytesPerSpell)
        {
            _spell.CancelAfter(_options.Spell);
            _receivedInSpell = 0;
        }

        if (count == 0 || _clock.GetElapsedTime(_reportedAt) >= ReportEvery)
        {
            _reportedAt = _clock.GetTimestamp();
            _report(_received);
        }
    }
}
