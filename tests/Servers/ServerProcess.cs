using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Servers;

/// <summary>A server that tests started themselves; it and all that it started end with it.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly Process _process;

    private ServerProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _ = _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Process number.</summary>
    public int Id => _process.Id;

    /// <summary>What it wrote last.</summary>
    public string LastLines => string.Join(Environment.NewLine, _lastLines);

    /// <summary>Starts a server and waits until it is ready.</summary>
    /// <param name="start">Program, arguments and environment; both output streams are read here.</param>
    /// <param name="isReady">Whether it answers; asked again and again, and must not throw.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; with what it wrote last.</exception>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, Func<CancellationToken, Task<bool>> isReady, TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(isReady);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (true, true, false);
        var server = new ServerProcess(start);
        try
        {
            var began = Stopwatch.GetTimestamp();
            while (!await isReady(cancellationToken))
            {
                if (server._process.HasExited)
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{start.FileName} ended with {server._process.ExitCode}: {server.LastLines}"));
                if (Stopwatch.GetElapsedTime(began) > limit)
                    throw new InvalidOperationException($"{start.FileName} was not ready within {limit}: {server.LastLines}");
                await Task.Delay(Pause, cancellationToken);
            }

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Kills the server and all that it started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _lastLines.Enqueue(line);
        if (_lastLines.Count > LinesKept)
            _ = _lastLines.TryDequeue(out _);
    }
}
