using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MoTE.Indexing.Storage;

/// <summary>Makes names last: on POSIX systems a new or renamed entry survives a power cut only once its folder is flushed.</summary>
internal static class Durability
{
    private const int OpenReadOnly = 0;
    private const int NotFound = 2;
    private const int InvalidArgument = 22;

    /// <summary>Flushes the entries of a folder to the disk; a folder that is gone needs none. Windows journals names by itself.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = Posix.Open(path, OpenReadOnly);
        if (descriptor < 0)
        {
            if (Marshal.GetLastPInvokeError() == NotFound)
                return;
            throw Failure(path);
        }

        try
        {
            // Some network file systems know no flushing of folders and say so with EINVAL; they write names through.
            if (Posix.Flush(descriptor) < 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Failure(path);
        }
        finally
        {
            _ = Posix.Close(descriptor);
        }
    }

    private static IOException Failure(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{new Win32Exception(error).Message} : '{path}'", error);
    }

    private static class Posix
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Flush(int descriptor);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int descriptor);
    }
}
