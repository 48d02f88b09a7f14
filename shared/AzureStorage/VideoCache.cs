using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.AzureStorage;

/// <summary>Copies of videos in a folder of this machine and of bounded size: the files <c>HASH.EXT</c>. One process uses a folder at a time.</summary>
/// <remarks>
/// A copy is written under another name and renamed when it is whole. One that is in use stays; of the others the one that was not used for longest goes
/// first. Copies outlive the process.
/// </remarks>
internal sealed class VideoCache : IDisposable
{
    private const string PartExtension = ".part";
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private readonly string _folder;
    private readonly AzureStorageOptions _options;
    private readonly TimeProvider _clock;
    private readonly CacheFolderLock _held;
    private readonly KeyedLock<VideoId> _inWork = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<VideoId, VideoCopy> _copies = [];
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;

    /// <summary>Takes a folder over, with the copies that are in it.</summary>
    /// <exception cref="UserErrorException">Another process uses it, or it cannot be written.</exception>
    public VideoCache(IOptions<AzureStorageOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Value, clock);
        _folder = Path.GetFullPath(_options.CacheFolder);
        _held = CacheFolderLock.Acquire(_folder);
        foreach (var file in new DirectoryInfo(_folder).GetFiles().OrderBy(file => file.LastAccessTimeUtc))
        {
            if (file.Extension == PartExtension)
                file.Delete();
            else if (VideoId.TryParse(Path.GetFileNameWithoutExtension(file.Name), out var id) && _copies.TryAdd(id, new VideoCopy(id, file.FullName, file.Length)))
                (_bytes, _copies[id].LastUse) = (_bytes + file.Length, _clock.GetTimestamp());
        }

        _ = TryMakeRoom(0);
    }

    /// <summary>The videos of which there are copies.</summary>
    public IReadOnlyList<VideoId> Videos
    {
        get
        {
            lock (_lock)
            {
                return [.. _copies.Keys];
            }
        }
    }

    /// <summary>Gives a video's copy, made if there is none; it stays until the lease is disposed. Who asks for a video that is being copied waits for that copy.</summary>
    /// <param name="video">The video.</param>
    /// <param name="download">Writes its bytes.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <exception cref="StoreUnavailableException">There is no room for it.</exception>
    public async Task<ILocalVideo> OpenAsync(StoredVideo video, Func<StoredVideo, Stream, CancellationToken, Task> download, CancellationToken cancellationToken)
    {
        using var held = await _inWork.AcquireAsync(video.Id, cancellationToken).ConfigureAwait(false);
        if (Find(video) is { } there)
            return there;
        await ReserveAsync(video.SizeBytes, cancellationToken).ConfigureAwait(false);
        var copy = new VideoCopy(video.Id, Path.Combine(_folder, video.Id.Value + VideoFileName.ExtensionOf(video.Name)), video.SizeBytes);
        try
        {
            await WriteAsync(copy.Path, video, download, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Free(() => _bytes -= video.SizeBytes);
            throw;
        }

        lock (_lock)
        {
            _copies.Add(video.Id, copy);
            return Lease(copy);
        }
    }

    /// <summary>Deletes a video's copy, once nobody uses it any more.</summary>
    public void Forget(VideoId id) => Free(() =>
    {
        if (!_copies.TryGetValue(id, out var copy))
            return;
        copy.IsDoomed = true;
        if (copy.Leases == 0)
            Remove(copy);
    });

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private static async Task WriteAsync(string path, StoredVideo video, Func<StoredVideo, Stream, CancellationToken, Task> download, CancellationToken cancellationToken)
    {
        var part = path + PartExtension;
        try
        {
            try
            {
                var file = new FileStream(part, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0, Options = FileOptions.Asynchronous });
                await using (file.ConfigureAwait(false))
                {
                    await download(video, file, cancellationToken).ConfigureAwait(false);
                    file.Flush(flushToDisk: true);
                }

                File.Move(part, path, overwrite: true);
            }
            catch
            {
                File.Delete(part);
                throw;
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            var isFull = cause.HResult is NoSpaceLeft or QuotaExceeded or WindowsDiskFull;
            throw new StoreUnavailableException(
                isFull
                    ? "The disk of the folder for copies of videos has no room left: free some, or lower AzureStorage:CacheBytesMost."
                    : "The folder for copies of videos cannot be written: look into the log for the reason.",
                cause) { IsFull = isFull };
        }
    }

    private LeasedVideo? Find(StoredVideo video)
    {
        lock (_lock)
        {
            if (!_copies.TryGetValue(video.Id, out var copy))
                return null;
            if (new FileInfo(copy.Path) is { Exists: true } file && file.Length == video.SizeBytes)
                return Lease(copy);
            Remove(copy);   // Somebody cleaned the folder, or the power failed.
            return null;
        }
    }

    private async Task ReserveAsync(long bytes, CancellationToken cancellationToken)
    {
        if (bytes > _options.CacheBytesMost)
            throw new StoreUnavailableException($"The video has {bytes} bytes, and copies on this machine may have {_options.CacheBytesMost}: raise AzureStorage:CacheBytesMost.");
        var began = _clock.GetTimestamp();
        while (true)
        {
            Task freed;
            lock (_lock)
            {
                if (TryMakeRoom(bytes))
                {
                    _bytes += bytes;
                    return;
                }

                freed = _freed.Task;
            }

            try
            {
                await freed.WaitAsync(Remaining(began), _clock, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException late)
            {
                throw new StoreUnavailableException("The folder for copies of videos is full of videos that are in use: raise AzureStorage:CacheBytesMost, or work on fewer at once.", late);
            }
        }
    }

    private TimeSpan Remaining(long began) => _options.CacheRoomWait - _clock.GetElapsedTime(began) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private bool TryMakeRoom(long bytes)
    {
        var unused = new Queue<VideoCopy>(_copies.Values.Where(copy => copy.Leases == 0).OrderBy(copy => copy.LastUse));
        while (_bytes + bytes > _options.CacheBytesMost && unused.TryDequeue(out var copy))
        {
            Remove(copy);
        }

        return _bytes + bytes <= _options.CacheBytesMost;
    }

    private void Remove(VideoCopy copy)
    {
        File.Delete(copy.Path);
        _ = _copies.Remove(copy.Id);
        _bytes -= copy.Bytes;
    }

    private LeasedVideo Lease(VideoCopy copy)
    {
        File.SetLastAccessTimeUtc(copy.Path, _clock.GetUtcNow().UtcDateTime);
        (copy.Leases, copy.IsDoomed) = (copy.Leases + 1, false);
        return new LeasedVideo(copy.Path, () => Return(copy));
    }

    private void Return(VideoCopy copy) => Free(() =>
    {
        copy.LastUse = _clock.GetTimestamp();
        if (--copy.Leases == 0 && copy.IsDoomed)
            Remove(copy);
    });

    // Changes something, and lets those who wait for room look again.
    private void Free(Action change)
    {
        lock (_lock)
        {
            change();
            var freed = _freed;
            _freed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            freed.SetResult();
        }
    }
}
