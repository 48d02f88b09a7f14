using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace MoTE.Indexing.Safetensors;

/// <summary>A file read through a memory map: any stretch of it is a span, checked against the file's length, and costs no copy.</summary>
internal sealed unsafe class MappedFile : ByteSource
{
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly string _path;
    private readonly long _length;
    private byte* _start;

    private MappedFile(string path)
    {
        _path = path;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        _length = stream.Length;
        if (_length == 0)
            return;

        _map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, _length, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        _start = pointer + _view.PointerOffset;
    }

    /// <summary>As given to <see cref="Open"/>.</summary>
    public override string Path => _path;

    /// <inheritdoc/>
    public override long Length => _length;

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

    public override void Dispose()
    {
        if (_start is not null)
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        _start = null;
        _view?.Dispose();
        _map?.Dispose();
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Stretch(long offset, int sizeBytes)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return MemoryMarshal.CreateReadOnlySpan(ref *(_start + offset), sizeBytes);
    }
}
