using System.Buffers;
using System.Security.Cryptography;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Storage;

/// <summary>One folder of a data folder, changed by renames only: whoever looks, and whatever crash comes, sees a thing whole or not at all.</summary>
/// <remarks>
/// New things are written and flushed under <see cref="FolderLayout.Temporary"/> and renamed into place; what is deleted is renamed away first. Empty
/// folders do not stay. One process changes a data folder at a time (the holder of its lock), so the gate is one of this process.
/// </remarks>
/// <param name="layout">The data folder.</param>
/// <param name="root">The folder below it that is changed here.</param>
internal sealed class DurableFolder(FolderLayout layout, string root)
{
    private const int BlockBytes = 1 << 20;
    private readonly Lock _names = new();

    /// <summary>Makes an empty folder for things on their way.</summary>
    /// <exception cref="StoreUnavailableException">The data folder cannot be written.</exception>
    public TemporaryPlace Begin() => new(layout.Temporary);

    /// <summary>Writes bytes to a new file and flushes them.</summary>
    /// <exception cref="StoreUnavailableException">The data folder cannot be written.</exception>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => WriteFailure.GuardAsync(async () =>
    {
        var file = Create(path);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
    });

    /// <inheritdoc cref="WriteAsync"/>
    public static void Write(string path, byte[] content) => WriteFailure.Guard(() =>
    {
        using var file = Create(path);
        file.Write(content);
        file.Flush(flushToDisk: true);
    });

    /// <summary>Copies a stream to a new file, flushes it, and hashes it on the way.</summary>
    /// <returns>SHA-256 as the identity of a video, and the number of bytes.</returns>
    /// <exception cref="StoreUnavailableException">The data folder cannot be written. Failures to read the stream come through as they are.</exception>
    public static async Task<(VideoId Id, long Length)> CopyAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var length = 0L;
        try
        {
            var file = WriteFailure.Guard(() => Create(path));
            await using (file.ConfigureAwait(false))
            {
                for (int count; (count = await content.ReadAsync(buffer.AsMemory(0, BlockBytes), cancellationToken).ConfigureAwait(false)) > 0; length += count)
                {
                    hash.AppendData(buffer, 0, count);
                    await WriteFailure.GuardAsync(() => file.WriteAsync(buffer.AsMemory(0, count), cancellationToken).AsTask()).ConfigureAwait(false);
                }

                WriteFailure.Guard(() => file.Flush(flushToDisk: true));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (VideoId.Parse(Convert.ToHexString(hash.GetHashAndReset())), length);
    }

    /// <summary>Gives a file its name, in place of an older one.</summary>
    /// <exception cref="StoreUnavailableException">The data folder cannot be written.</exception>
    public void PutFile(string source, string destination) => Put(destination, () => File.Move(source, destination, overwrite: true));

    /// <summary>Gives a folder, with the files in it, a name that no other has.</summary>
    /// <exception cref="StoreUnavailableException">The data folder cannot be written.</exception>
    public void PutFolder(string source, string destination)
    {
        WriteFailure.Guard(() => Durability.FlushFolder(source));
        Put(destination, () => Directory.Move(source, destination));
    }

    /// <summary>Deletes a file, and the folders above it that are empty then.</summary>
    /// <exception cref="StoreUnavailableException">The data folder cannot be written.</exception>
    public void DeleteFile(string path) => WriteFailure.Guard(() =>
    {
        lock (_names)
        {
            File.Delete(path);
            RemoveEmpty(Path.GetDirectoryName(path)!);
        }

        Durability.FlushFolder(NearestThatIsThere(path));
    });

    /// <summary>Deletes a folder with all that is in it, and the folders above it that are empty then.</summary>
    /// <returns>How many files were in it; null when there was no such folder.</returns>
    /// <exception cref="StoreUnavailableException">The data folder cannot be written.</exception>
    public int? Delete(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        using var place = Begin();
        var doomed = place.File("deleted");
        return WriteFailure.Guard<int?>(() =>
        {
            lock (_names)
            {
                if (!Directory.Exists(folder))
                    return null;
                Directory.Move(folder, doomed);
                RemoveEmpty(Path.GetDirectoryName(folder)!);
            }

            Durability.FlushFolder(NearestThatIsThere(folder));
            return Directory.EnumerateFiles(doomed, "*", SearchOption.AllDirectories).Count();
        });
    }

    private static FileStream Create(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0, Options = FileOptions.Asynchronous });

    private static string NearestThatIsThere(string path)
    {
        while (!Directory.Exists(path))
        {
            path = Path.GetDirectoryName(path)!;
        }

        return path;
    }

    private void Put(string destination, Action rename) => WriteFailure.Guard(() =>
    {
        var folder = Path.GetDirectoryName(destination)!;
        lock (_names)
        {
            Make(folder);
            rename();
        }

        Durability.FlushFolder(folder);
    });

    private void Make(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var above = Path.GetDirectoryName(folder)!;
        if (folder != layout.Root)
            Make(above);
        Directory.CreateDirectory(folder);
        Durability.FlushFolder(above);
    }

    private void RemoveEmpty(string folder)
    {
        for (; folder != root && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
        {
            Directory.Delete(folder);
        }
    }
}
