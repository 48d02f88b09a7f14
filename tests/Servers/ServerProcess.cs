using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace MoTE.Indexing.Servers;

/// <summary>A server that tests started themselves; it and all that it started end with it. It can be ended and started again, with the same ports and data.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly ProcessStartInfo _start;
    private readonly Func<CancellationToken, Task<bool>> _isReady;
    private readonly TimeSpan _limit;
    private Process _process;

    private ServerProcess(ProcessStartInfo start, Func<CancellationToken, Task<bool>> isReady, TimeSpan limit)
    {
        (_start, _isReady, _limit) = (start, isReady, limit);
        _process = Spawn();
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
        var server = new ServerProcess(start, isReady, limit);
        try
        {
            await server.WaitUntilReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after its end, and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; with what it wrote last.</exception>
    public Task StartAgainAsync(CancellationToken cancellationToken)
    {
        if (!_process.HasExited)
            throw new InvalidOperationException($"{_start.FileName} is running.");
        _process.Dispose();
        _process = Spawn();
        return WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>Ends it and all that it started at once, as a power cut would.</summary>
    public Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        return _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal to it and to all that it started.</summary>
    /// <param name="signal">Its name without the prefix, such as <c>STOP</c>.</param>
    public Task SignalAsync(string signal) => ProcessSignals.SendAsync(signal, ProcessTree.Of(Id));

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
        await KillAsync();
        _process.Dispose();
    }

    private Process Spawn()
    {
        var process = new Process { StartInfo = _start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _ = process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await _isReady(cancellationToken))
        {
            if (_process.HasExited)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{_start.FileName} ended with {_process.ExitCode}: {LastLines}"));
            if (Stopwatch.GetElapsedTime(began) > _limit)
                throw new InvalidOperationException($"{_start.FileName} was not ready within {_limit}: {LastLines}");
            await Task.Delay(Pause, cancellationToken);
        }
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
