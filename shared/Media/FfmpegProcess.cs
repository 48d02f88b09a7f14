using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Media;

/// <summary>One run of an FFmpeg program: started from an argument list, never through a shell; disposing it kills the whole process tree.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    /// <summary>The exit code of a program that used up its processor time.</summary>
    public const int OutOfProcessorTime = 128 + 24;

    // A killed program ends at once, unless it waits for a disk that does not answer.
    private static readonly TimeSpan EndingTime = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly ErrorLines _errors;
    private readonly Task _errorPump;
    private volatile bool _isKilled;

    private FfmpegProcess(Process process, Action<string>? onErrorLine)
    {
        _process = process;
        _errors = new ErrorLines(onErrorLine);
        _errorPump = OwnThread.Run(() => _errors.Pump(process.StandardError.BaseStream));
    }

    /// <summary>What the program prints.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What the program reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Ends with the error stream.</summary>
    public Task ErrorsEnded => _errorPump;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The last complaints on the error stream, oldest first.</summary>
    public IReadOnlyList<string> Complaints => _errors.Complaints;

    /// <summary>How many complaints there were so far.</summary>
    public int ComplaintCount => _errors.ComplaintCount;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Full path.</param>
    /// <param name="arguments">One string per argument.</param>
    /// <param name="onErrorLine">Called for every line on the error stream, from another thread.</param>
    /// <param name="limits">Limits on its memory and processor time; none where it works on nothing that comes from outside.</param>
    /// <exception cref="UserErrorException">The program cannot be started.</exception>
    public static FfmpegProcess Start(string program, IEnumerable<string> arguments, Action<string>? onErrorLine = null, MediaOptions? limits = null)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        _ = start.Environment.Remove("FFREPORT");    // it would write log files
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        try
        {
            var process = new FfmpegProcess(Process.Start(start)!, onErrorLine);
            try
            {
                if (limits is not null) ProcessLimits.Apply(process._process.Id, limits);
                return process;
            }
            catch
            {
                process.Dispose();
                throw;
            }
        }
        catch (Win32Exception cause)
        {
            throw new UserErrorException($"{Path.GetFileName(program)} could not be started: this system does not run the file that was found.", cause);
        }
    }

    /// <summary>Reads all that the program prints, as UTF-8, and waits for its end.</summary>
    /// <exception cref="UserErrorException">It prints more than <paramref name="limitBytes"/>.</exception>
    public async Task<string> ReadTextAsync(int limitBytes, CancellationToken cancellationToken)
    {
        using var killed = cancellationToken.Register(Kill);
        using var text = new MemoryStream();
        var buffer = new byte[16384];
        int count;
        while ((count = await Output.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false)) > 0)
        {
            if (text.Length + count > limitBytes) throw new UserErrorException($"FFmpeg printed more than {limitBytes} bytes about the file.");
            text.Write(buffer, 0, count);
        }

        _ = await ExitAsync(cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <summary>Waits for the end of the program and of its error stream.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="FfmpegKilledException">Somebody else ended it.</exception>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        using var killed = cancellationToken.Register(Kill);
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await _errorPump.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return _isKilled || !FfmpegKilledException.Is(_process.ExitCode) ? _process.ExitCode : throw new FfmpegKilledException(_process.ExitCode);
    }

    /// <summary>Ends the program and all that it started; harmless when it has ended.</summary>
    public void Kill()
    {
        _isKilled = true;
        try
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _ = _process.WaitForExit(EndingTime);
        Output.Dispose();
        Input.Dispose();
        _process.Dispose();
    }
}
