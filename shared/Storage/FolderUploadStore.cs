using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>Uploads in a data folder: the files <c>uploads/ID/upload.json</c> and, until the video store has it, <c>uploads/ID/data</c>.</summary>
public sealed class FolderUploadStore : IUploadStore
{
    private const int BlockBytes = 1 << 17;
    private const string RecordName = "upload.json";
    private const string DataName = "data";
    private static readonly UploadRecord Expired = new(0, "", "", DateTimeOffset.MinValue, IsTaken: true);
    private readonly FolderLayout _layout;
    private readonly FolderVideoStore _videos;
    private readonly DurableFolder _folder;
    private readonly ConcurrentDictionary<Guid, bool> _busy = new();

    /// <summary>Opens the store; folders are made when something is added.</summary>
    /// <param name="layout">The data folder.</param>
    /// <param name="videos">The videos of the same folder, to which finished uploads go.</param>
    public FolderUploadStore(FolderLayout layout, FolderVideoStore videos)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(videos);
        (_layout, _videos) = (layout, videos);
        _folder = new DurableFolder(layout, layout.Uploads);
    }

    /// <inheritdoc/>
    public async Task CreateAsync(Upload upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentOutOfRangeException.ThrowIfNegative(upload.LengthBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(upload.OffsetBytes, 0);
        using var place = _folder.Begin();
        var expected = (await ListAsync(cancellationToken).ConfigureAwait(false)).Sum(other => other.LengthBytes - other.OffsetBytes);
        if (upload.LengthBytes > new DriveInfo(_layout.Root).AvailableFreeSpace - expected)
            throw new UserErrorException("The data folder has no room for this upload: free some disk space and try again.");
        var folder = place.Folder("upload");
        Write(Path.Combine(folder, RecordName), new UploadRecord(upload.LengthBytes, upload.Name, upload.Metadata, upload.ExpiresAt, IsTaken: false));
        DurableFolder.Write(Path.Combine(folder, DataName), []);
        _folder.PutFolder(folder, FolderOf(upload.Id));
    }

    /// <inheritdoc/>
    public Task<Upload?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(id));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Upload>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<Upload>>(Directory.Exists(_layout.Uploads)
            ? [.. Directory.EnumerateDirectories(_layout.Uploads).Select(IdOf).OfType<Guid>().Order().Select(Find).OfType<Upload>()]
            : []);
    }

    /// <inheritdoc/>
    public async Task<UploadOutcome> AppendAsync(Guid id, long offset, Stream content, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (!_busy.TryAdd(id, true))
            return UploadOutcome.Busy;
        try
        {
            if (Find(id) is not { } upload)
                return UploadOutcome.Unknown;
            if (upload.OffsetBytes != offset)
                return UploadOutcome.WrongOffset;
            if (upload.IsTaken)
                return UploadOutcome.Done;
            Replace(id, record => record with { ExpiresAt = expiresAt });
            if (upload.IsFinished)
                return await content.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) == 0 ? UploadOutcome.Done : UploadOutcome.TooLong;
            return await AppendAsync(PathOf(id, DataName), upload, content, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ = _busy.TryRemove(id, out _);
        }
    }

    /// <inheritdoc/>
    /// <remarks>What the bytes are is noted before they are renamed, so that they are found on either side of the rename.</remarks>
    public async Task<StoredVideo> HandOverAsync(Guid id, CancellationToken cancellationToken)
    {
        if (Find(id) is not { IsFinished: true } upload)
            throw NotThere();
        var data = PathOf(id, DataName);
        if (!upload.IsTaken && File.Exists(data) && await HashAsync(data, cancellationToken).ConfigureAwait(false) is { } hash)
        {
            Replace(id, record => record with { Video = hash.Value });
            return _videos.TakeFile(data, hash, upload.Name, upload.LengthBytes);
        }

        return Find(id)?.Video is { } video && await _videos.FindAsync(video, cancellationToken).ConfigureAwait(false) is { } stored ? stored : throw NotThere();
    }

    /// <inheritdoc/>
    public Task<bool> MarkTakenAsync(Guid id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(id) is not { IsFinished: true })
            return Task.FromResult(false);
        Replace(id, record => record with { IsTaken = true });
        WriteFailure.Guard(() => File.Delete(PathOf(id, DataName)));
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<UploadOutcome> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_busy.TryAdd(id, true))
            return Task.FromResult(UploadOutcome.Busy);
        try
        {
            return Task.FromResult(_folder.Delete(FolderOf(id)) is null ? UploadOutcome.Unknown : UploadOutcome.Done);
        }
        finally
        {
            _ = _busy.TryRemove(id, out _);
        }
    }

    private static async Task<UploadOutcome> AppendAsync(string path, Upload upload, Stream content, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var file = WriteFailure.Guard(() => new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        }));
        await using (file.ConfigureAwait(false))
        {
            try
            {
                var room = upload.LengthBytes - upload.OffsetBytes;
                for (int count; (count = await content.ReadAsync(buffer.AsMemory(0, BlockBytes), cancellationToken).ConfigureAwait(false)) > 0; room -= count)
                {
                    if (count > room)
                    {
                        WriteFailure.Guard(() => file.SetLength(upload.OffsetBytes));
                        return UploadOutcome.TooLong;
                    }

                    // A block that has come is written whole, whether or not the client has gone meanwhile.
                    await WriteFailure.GuardAsync(() => file.WriteAsync(buffer.AsMemory(0, count), CancellationToken.None).AsTask()).ConfigureAwait(false);
                }

                return UploadOutcome.Done;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
                WriteFailure.Guard(() => file.Flush(flushToDisk: true));
            }
        }
    }

    private static UserErrorException NotThere() => new("The upload is not there, or not finished: upload the file again.");

    // Null when somebody else hands it over meanwhile.
    private static async Task<VideoId?> HashAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await VideoId.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static Guid? IdOf(string folder) => Guid.TryParseExact(Path.GetFileName(folder), "D", out var id) ? id : null;

    private static void Write(string path, UploadRecord record) => DurableFolder.Write(path, JsonSerializer.SerializeToUtf8Bytes(record, UploadRecordJson.Default.UploadRecord));

    private void Replace(Guid id, Func<UploadRecord, UploadRecord> change)
    {
        if (Read(id) is not { } record)
            return;   // Removed meanwhile.
        using var place = _folder.Begin();
        var file = place.File(RecordName);
        Write(file, change(record));
        _folder.PutFile(file, PathOf(id, RecordName));
    }

    private Upload? Find(Guid id)
    {
        if (Read(id) is not { } record)
            return null;
        var data = new FileInfo(PathOf(id, DataName));
        return new Upload
        {
            Id = id,
            LengthBytes = record.LengthBytes,
            OffsetBytes = data.Exists && !record.IsTaken ? data.Length : record.IsTaken || record.Video is not null ? record.LengthBytes : 0,
            Name = record.Name,
            Metadata = record.Metadata,
            ExpiresAt = record.ExpiresAt,
            IsTaken = record.IsTaken,
            Video = VideoId.TryParse(record.Video, out var video) ? video : null,
        };
    }

    // A note that was damaged by hand is that of an upload that has expired, so that it is removed like one.
    private UploadRecord? Read(Guid id)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(id, RecordName)), UploadRecordJson.Default.UploadRecord);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            return Expired;
        }
    }

    private string FolderOf(Guid id) => Path.Combine(_layout.Uploads, id.ToString("D"));

    private string PathOf(Guid id, string name) => Path.Combine(FolderOf(id), name);
}
