using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace MoTE.Indexing.Model.Checkpoints;

/// <summary>A file read through a memory map: any stretch of it is a span, checked against the file's length, and costs no copy.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _start;

    private MappedFile(string path)
    {
        Path = path;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Length = stream.Length;
        if (Length == 0)
            return;

        _map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        _start = pointer + _view.PointerOffset;
    }

    /// <summary>As given to <see cref="Open"/>; every sentence about the file begins with it.</summary>
    public string Path { get; }

    /// <summary>Size of the file in bytes.</summary>
    public long Length { get; }

    /// <exception cref="CheckpointException">There is no such file, or it cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new CheckpointException($"{path} is a folder; a file was expected.");
        try
        {
            return new MappedFile(path);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException($"There is no file {path}.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new CheckpointException($"{path} cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>A stretch of the file; valid until the file is disposed.</summary>
    /// <exception cref="CheckpointException">It would reach beyond the file.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int sizeBytes)
    {
        if (offset < 0 || sizeBytes < 0 || offset > Length - sizeBytes)
            throw new CheckpointException($"{Path} ends at byte {Length}, but bytes {offset} to {offset + sizeBytes} are needed: it is truncated.");
        if (sizeBytes == 0)
            return [];
        ObjectDisposedException.ThrowIf(_start is null, this);
        return MemoryMarshal.CreateReadOnlySpan(ref *(_start + offset), sizeBytes);
    }

    public void Dispose()
    {
        if (_start is not null)
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        _start = null;
        _view?.Dispose();
        _map?.Dispose();
    }
}
