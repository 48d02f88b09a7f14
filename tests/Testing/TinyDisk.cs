using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace MoTE.Indexing.Testing;

/// <summary>A disk of its own in memory, so small that it fills up, or read-only; gone when the test is over. Skips the test where none can be mounted.</summary>
public sealed class TinyDisk : IDisposable
{
    private readonly TemporaryFolder _mountPoint = new();

    /// <summary>Mounts the disk.</summary>
    /// <param name="kibibytes">Its size.</param>
    public TinyDisk(int kibibytes)
    {
        var failure = OperatingSystem.IsLinux() ? Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", Path) : "only Linux has memory disks";
        if (failure is null)
            return;
        _mountPoint.Dispose();
        Assert.Skip($"No disk can be mounted here: {failure}");
    }

    /// <summary>Its root.</summary>
    public string Path => _mountPoint.Path;

    /// <summary>Forbids writing from now on.</summary>
    public void MakeReadOnly() => Assert.Null(Run("mount", "-o", "remount,ro", Path));

    /// <summary>Allows writing again.</summary>
    public void MakeWritable() => Assert.Null(Run("mount", "-o", "remount,rw", Path));

    /// <summary>Makes it larger or smaller; what is on it stays.</summary>
    public void Resize(int kibibytes) => Assert.Null(Run("mount", "-o", $"remount,size={kibibytes}k", Path));

    /// <inheritdoc/>
    public void Dispose()
    {
        Assert.Null(Run("umount", Path));
        _mountPoint.Dispose();
    }

    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var complaint = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : complaint.Trim();
        }
        catch (Win32Exception missing)
        {
            return missing.Message;
        }
    }
}
