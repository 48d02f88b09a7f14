using System.Diagnostics;
using MoTE.Indexing.Servers;

namespace MoTE.Indexing.Soak.Services;

/// <summary>A service as a process that is started again whenever it ends, as supervisors of containers do.</summary>
internal sealed class SupervisedService : IAsyncDisposable
{
    private static readonly TimeSpan BeforeNextStart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly ProcessStartInfo _start;
    private readonly Uri _health;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Task _supervision;
    private volatile int _process;
    private long _peakBytes;

    /// <summary>Starts it.</summary>
    /// <param name="name">Its name, for people.</param>
    /// <param name="program">The assembly to run.</param>
    /// <param name="environment">Beside the environment of this process.</param>
    /// <param name="health">Answers 200 when it is ready.</param>
    /// <param name="log">File that its output is added to.</param>
    public SupervisedService(string name, string program, IReadOnlyDictionary<string, string> environment, Uri health, string log)
    {
        (Name, _health) = (name, health);

        // The shell puts the output into the file and then becomes the service, under the same number.
        _start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1", log, "dotnet", program]);
        foreach (var (variable, value) in environment)
        {
            _start.Environment[variable] = value;
        }

        _supervision = Task.Run(SuperviseAsync);
    }

    /// <summary>Its name, for people.</summary>
    public string Name { get; }

    /// <summary>How often it ended, killed or not.</summary>
    public int Ends { get; private set; }

    /// <summary>Most memory that one of its processes had at once, in bytes.</summary>
    public long PeakBytes => Interlocked.Read(ref _peakBytes);

    /// <summary>Processor time of its present process and of the programs that it ran, all threads together.</summary>
    public TimeSpan ProcessorTime => Servers.ProcessorTime.Of(_process);

    /// <summary>Ends its process at once and alone, as a power cut would; what it had started stays.</summary>
    public Task KillAsync() => ProcessSignals.SendAsync("KILL", [_process]);

    /// <summary>Lets its process stand still.</summary>
    public Task FreezeAsync() => ProcessSignals.SendAsync("STOP", [_process]);

    /// <summary>Lets its process go on.</summary>
    public Task ThawAsync() => ProcessSignals.SendAsync("CONT", [_process]);

    /// <summary>Whether it says that it is ready.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(_health, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Waits until it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It was not in time.</exception>
    public async Task WaitUntilReadyAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(began) > limit)
                throw new InvalidOperationException($"{Name} was not ready within {limit}.");
            await Task.Delay(LookEvery, cancellationToken);
        }
    }

    /// <summary>Asks it to stop, and kills it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _supervision;
        _stop.Dispose();
        _http.Dispose();
    }

    private async Task SuperviseAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var process = Process.Start(_start) ?? throw new InvalidOperationException($"{Name} did not start.");
            _process = process.Id;
            await WatchAsync(process);
            if (_stop.IsCancellationRequested)
                return;
            Ends++;
            await Task.Delay(BeforeNextStart, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What it started ends with it only at the very end.
    private async Task WatchAsync(Process process)
    {
        while (!process.HasExited && !_stop.IsCancellationRequested)
        {
            _ = Interlocked.Exchange(ref _peakBytes, Math.Max(_peakBytes, ProcessMemory.PeakBytes(process.Id)));
            await Task.Delay(LookEvery, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }
}
