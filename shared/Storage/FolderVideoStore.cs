using System.Text.Json;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>Videos in a data folder: streams are copied in, files of this machine are referred to where they are.</summary>
/// <remarks>
/// A video is the folder <c>videos/ab/abcd…/</c> with <c>video.json</c> and, if its bytes were copied, <c>content.EXT</c>. An original is known by path,
/// length and time of its last change; the same bytes at several paths are several originals of one video, and any that is unchanged serves.
/// </remarks>
public sealed class FolderVideoStore : IVideoStore
{
    private const string RecordName = "video.json";
    private readonly FolderLayout _layout;
    private readonly DurableFolder _folder;
    private readonly PathNotes _paths;
    private readonly Lock _changing = new();

    /// <summary>Opens the store; folders are made when something is added.</summary>
    /// <param name="layout">The data folder.</param>
    public FolderVideoStore(FolderLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        _layout = layout;
        _folder = new DurableFolder(layout, layout.Videos);
        _paths = new PathNotes(layout, _folder);
    }

    /// <inheritdoc/>
    public async Task<StoredVideo> AddAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        using var place = _folder.Begin();
        var fresh = new VideoRecord(VideoFileName.Of(name), 0, []);
        var folder = place.Folder("video");
        var copy = Path.Combine(folder, CopyName(fresh));
        var (id, length) = await DurableFolder.CopyAsync(content, copy, cancellationToken).ConfigureAwait(false);
        lock (_changing)
        {
            if (Read(id) is not { } known)
                return Publish(folder, id, fresh with { SizeBytes = length });
            if (!HasCopy(id, known))
                _folder.PutFile(copy, CopyOf(id, known));
            return Describe(id, known);
        }
    }

    /// <summary>Takes in a file by renaming it, unless its bytes are here already: then it stays. Asking again after a crash, or at the same time, gives the same.</summary>
    /// <param name="path">On the disk of the data folder, flushed, and not written any more; gone when somebody else was first.</param>
    /// <param name="id">The hash of its bytes.</param>
    /// <param name="name">A file name for people.</param>
    /// <param name="length">Its length in bytes.</param>
    internal StoredVideo TakeFile(string path, VideoId id, string name, long length)
    {
        lock (_changing)
        {
            // A record without its bytes is no video yet, so the record goes first.
            using var place = _folder.Begin();
            var known = Read(id);
            if (known is null)
                _ = Publish(place.Folder("video"), id, known = new VideoRecord(VideoFileName.Of(name), length, []));
            if (!HasCopy(id, known))
                _folder.PutFile(path, CopyOf(id, known));
            return Describe(id, known);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A file that was added before and looks the same is not read again.</remarks>
    public async Task<StoredVideo> AddFileAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var original = Originals.Look(Path.GetFullPath(path));
        if (FindOriginal(original) is { } same)
            return same;
        var id = await Originals.HashAsync(original, cancellationToken).ConfigureAwait(false);
        lock (_changing)
        {
            using var place = _folder.Begin();
            var stored = Read(id) is { } known
                ? Note(place, id, known, original)
                : Publish(place.Folder("video"), id, new VideoRecord(VideoFileName.Of(original.Path), original.SizeBytes, [original]));
            _paths.Note(place, original.Path, id);
            return stored;
        }
    }

    /// <inheritdoc/>
    public Task<StoredVideo?> FindAsync(VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(id) is { } record && Locate(id, record) is not null ? Describe(id, record) : null);
    }

    /// <inheritdoc/>
    public Task<ILocalVideo> OpenAsync(VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<ILocalVideo>(new LocalVideo(Locate(id)));
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Stream>(new FileStream(Locate(id), new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.Asynchronous,
        }));
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(VideoId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_changing)
        {
            foreach (var original in OriginalsOf(id))
            {
                _paths.Forget(original.Path, id);
            }

            return Task.FromResult(_folder.Delete(FolderOf(id)) is not null);
        }
    }

    private static StoredVideo Describe(VideoId id, VideoRecord record) => new(id, record.Name, record.SizeBytes);

    private static UserErrorException Missing(VideoRecord record) => new(
        record.Originals.Any(original => FileStamp.Look(original.Path) is not null)
            ? $"{record.Name} has changed since it was indexed: index it again."
            : $"{record.Name} is not where it was any more: put it back, or index it from its new place.");

    private static void Write(string path, VideoRecord record) => DurableFolder.Write(path, JsonSerializer.SerializeToUtf8Bytes(record, VideoRecordJson.Default.VideoRecord));

    private StoredVideo Publish(string folder, VideoId id, VideoRecord record)
    {
        Write(Path.Combine(folder, RecordName), record);
        _folder.PutFolder(folder, FolderOf(id));
        return Describe(id, record);
    }

    private StoredVideo Note(TemporaryPlace place, VideoId id, VideoRecord known, FileStamp original)
    {
        if (!known.Originals.Contains(original))
        {
            var record = place.File(RecordName);
            Write(record, known with { Originals = [.. known.Originals.Where(other => other.Path != original.Path), original] });
            _folder.PutFile(record, Path.Combine(FolderOf(id), RecordName));
        }

        return Describe(id, known);
    }

    private StoredVideo? FindOriginal(FileStamp original) =>
        _paths.Find(original.Path) is { } id && Read(id) is { } record && record.Originals.Contains(original) ? Describe(id, record) : null;

    private IReadOnlyList<FileStamp> OriginalsOf(VideoId id)
    {
        try
        {
            return Read(id)?.Originals ?? [];
        }
        catch (UserErrorException)
        {
            return [];   // A damaged record can be deleted too; what was noted of its paths then leads nowhere.
        }
    }

    private VideoRecord? Read(VideoId id)
    {
        var path = Path.Combine(FolderOf(id), RecordName);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), VideoRecordJson.Default.VideoRecord);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"What the data folder notes of video {id.Value[..12]} cannot be read: delete the video and add it again.", cause);
        }
    }

    private string Locate(VideoId id)
    {
        var record = Read(id) ?? throw new UserErrorException("The video is not in the store any more: add it again.");
        return Locate(id, record) ?? throw Missing(record);
    }

    private string? Locate(VideoId id, VideoRecord record) =>
        HasCopy(id, record) ? CopyOf(id, record) : record.Originals.FirstOrDefault(Originals.IsUnchanged)?.Path;

    private bool HasCopy(VideoId id, VideoRecord record) => new FileInfo(CopyOf(id, record)) is { Exists: true } file && file.Length == record.SizeBytes;

    private string CopyOf(VideoId id, VideoRecord record) => Path.Combine(FolderOf(id), CopyName(record));

    private static string CopyName(VideoRecord record) => "content" + VideoFileName.ExtensionOf(record.Name);

    private string FolderOf(VideoId id) => Path.Combine(_layout.Videos, id.Value[..2], id.Value);
}
