using System.Diagnostics;
using MoTE.Indexing.Servers;

namespace MoTE.Indexing.Integration;

/// <summary>The real process of one service.</summary>
internal sealed class ServiceUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);

    private readonly HttpClient _management;
    private readonly ServerProcess _process;

    private ServiceUnderTest(string name, ServerProcess process, HttpClient management) => (Name, _process, _management) = (name, process, management);

    /// <summary>Such as <c>Ingest</c>.</summary>
    public string Name { get; }

    /// <summary>Starts it, and waits until it is ready.</summary>
    public static Task<ServiceUnderTest> StartAsync(string name, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        StartAsync(name, settings, IsReadyAsync, cancellationToken);

    /// <summary>Starts it, and waits until it is as far as it has to be.</summary>
    /// <param name="name">Such as <c>Ingest</c>.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="isFarEnough">Told where its management port is; asked again and again, and must not throw.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static async Task<ServiceUnderTest> StartAsync(
        string name, IReadOnlyDictionary<string, string> settings, Func<HttpClient, CancellationToken, Task<bool>> isFarEnough, CancellationToken cancellationToken)
    {
        var management = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Next()}") };
        var start = new ProcessStartInfo("dotnet", [Program(name)]);
        foreach (var (setting, value) in settings)
        {
            start.Environment[setting] = value;
        }

        start.Environment["MOTE_Service__ManagementUrl"] = management.BaseAddress.GetLeftPart(UriPartial.Authority);
        return new ServiceUnderTest(name, await ServerProcess.StartAsync(start, token => isFarEnough(management, token), StartLimit, cancellationToken), management);
    }

    /// <summary>Runs a service's program to its end.</summary>
    /// <param name="name">The service.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="command">What it is to do; null for what it does as a service.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string name, IReadOnlyDictionary<string, string> settings, string? command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", command is null ? [Program(name)] : [Program(name), command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (setting, value) in settings)
        {
            start.Environment[setting] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>What it measures, as Prometheus reads it.</summary>
    public Task<string> MetricsAsync(CancellationToken cancellationToken) => _management.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);

    /// <summary>Asks it to stop, as service managers do.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await _process.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _management.Dispose();
        await _process.DisposeAsync();
    }

    private static async Task<bool> IsReadyAsync(HttpClient management, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await management.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // artifacts/bin/<project>/<configuration>/ of the service lies beside that of the tests.
    private static string Program(string name)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, $"MoTE.Indexing.{name}.Host", own.Name, $"mote-{name.ToLowerInvariant()}.dll");
        return File.Exists(program) ? program : throw new InvalidOperationException($"{program} was not built.");
    }
}
