using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>The <c>.part</c> file of a download with its running hash, and beside it a note of which content it is a part of.</summary>
internal sealed class PartialDownload : IAsyncDisposable
{
    private readonly string _path;
    private readonly Uri _url;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartialDownload(string path, Uri url, FileStream stream)
    {
        _path = path;
        _url = url;
        _stream = stream;
    }

    /// <summary>Bytes so far.</summary>
    public long Length => _stream.Length;

    /// <summary>What the server said the content is; null when it said nothing, or nothing has arrived.</summary>
    public RangeConditionHeaderValue? Validator { get; private set; }

    private string NotePath => _path + ".json";

    /// <summary>Opens what an earlier run left, hashing it, or begins afresh.</summary>
    /// <param name="path">The <c>.part</c> file.</param>
    /// <param name="url">Where the content comes from; a part from elsewhere is dropped.</param>
    /// <param name="hashIsKnown">Whether the whole will be verified; otherwise a part is kept only with a validator, since two versions could be mixed unnoticed.</param>
    /// <param name="hashed">Told how many bytes are hashed.</param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    public static async Task<PartialDownload> OpenAsync(string path, Uri url, bool hashIsKnown, Action<long, long> hashed, CancellationToken cancellationToken)
    {
        PartialDownload part;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            part = new PartialDownload(path, url, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 17, FileOptions.Asynchronous));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"'{path}' cannot be written; is another download of it running? ({cause.Message})", cause);
        }

        try
        {
            var note = part.ReadNote();
            part.Validator = note?.Validator;
            if (note?.Url == url.OriginalString && (hashIsKnown || note.Validator is not null))
                await part.HashExistingAsync(hashed, cancellationToken).ConfigureAwait(false);
            else
                part.Restart();

            return part;
        }
        catch
        {
            await part.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Drops every byte.</summary>
    public void Restart()
    {
        _stream.SetLength(0);
        _ = _hash.GetHashAndReset();
        Validator = null;
        File.Delete(NotePath);
    }

    /// <summary>Remembers, on disk too, which content the bytes belong to.</summary>
    public void Note(EntityTagHeaderValue? tag, DateTimeOffset? modified)
    {
        // A weak tag promises no equal bytes, so it may not guard a range (RFC 9110, 13.1.5).
        Validator = tag is { IsWeak: false } ? new RangeConditionHeaderValue(tag)
            : modified is { } date ? new RangeConditionHeaderValue(date)
            : null;
        var note = new PartNote(_url.OriginalString, tag is { IsWeak: false } ? tag.Tag : null, modified);
        File.WriteAllBytes(NotePath, JsonSerializer.SerializeToUtf8Bytes(note, PartNoteJson.Default.PartNote));
    }

    /// <summary>Adds bytes that arrived.</summary>
    /// <exception cref="UserErrorException">They cannot be written: the disk is full, say.</exception>
    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException cause)
        {
            throw new UserErrorException($"'{_path}' cannot be written: {cause.Message} What has arrived is kept; run the command again to go on.", cause);
        }

        _hash.AppendData(bytes.Span);
    }

    /// <summary>Bytes that the disk still takes.</summary>
    public long FreeBytes => new DriveInfo(Path.GetFullPath(_path)).AvailableFreeSpace;

    /// <summary>SHA-256 of all bytes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Gives the finished file its name.</summary>
    public async Task FinishAsync(string destination)
    {
        _stream.Flush(flushToDisk: true);
        await _stream.DisposeAsync().ConfigureAwait(false);
        File.Move(_path, destination, overwrite: true);
        File.Delete(NotePath);
    }

    /// <summary>Deletes the part and its note.</summary>
    public async Task DiscardAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        File.Delete(_path);
        File.Delete(NotePath);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _hash.Dispose();
    }

    private PartNote? ReadNote()
    {
        try
        {
            return File.Exists(NotePath) ? JsonSerializer.Deserialize(File.ReadAllBytes(NotePath), PartNoteJson.Default.PartNote) : null;
        }
        catch (JsonException)
        {
            return null;   // A note cut off by a crash: the part is begun again.
        }
    }

    private async Task HashExistingAsync(Action<long, long> hashed, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 20];
        _stream.Position = 0;
        for (int count; (count = await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            _hash.AppendData(buffer, 0, count);
            hashed(_stream.Position, _stream.Length);
        }
    }
}

/// <summary>Which content a <c>.part</c> file is a part of.</summary>
internal sealed record PartNote(string Url, string? EntityTag, DateTimeOffset? Modified)
{
    [JsonIgnore]
    public RangeConditionHeaderValue? Validator =>
        EntityTag is not null && EntityTagHeaderValue.TryParse(EntityTag, out var tag) ? new RangeConditionHeaderValue(tag)
        : Modified is { } date ? new RangeConditionHeaderValue(date)
        : null;
}

/// <summary>Generated JSON code for notes.</summary>
[JsonSerializable(typeof(PartNote))]
internal sealed partial class PartNoteJson : JsonSerializerContext;
