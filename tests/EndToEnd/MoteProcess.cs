using System.Diagnostics;
using System.Text.Json;

namespace MoTE.Indexing.EndToEnd;

/// <summary>A run of the real program.</summary>
internal sealed class MoteProcess : IDisposable
{
    private const int SigTerm = 15;
    private readonly Process _process;
    private readonly Task<string> _error;

    private MoteProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Lines of stdout as they come.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts <c>mote</c> as it was built beside the tests.</summary>
    public static MoteProcess Start(params string[] arguments) => Start([], arguments);

    /// <summary>Starts <c>mote</c> with further environment variables.</summary>
    public static MoteProcess Start(IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        _ = start.Environment.Remove("MOTE_DATA");
        _ = start.Environment.Remove("MOTE_MODELS");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new MoteProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
    }

    /// <summary>Runs <c>mote</c> to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs <c>mote</c> to its end and reads its JSON.</summary>
    public static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync([.. arguments, "--json"]);
        Assert.True(exitCode == 0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Waits for the end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, output, await _error);
    }

    /// <summary>Ends the program at once, as a power cut would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks the program to end, as Ctrl+C and service managers do.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{SigTerm}", $"{_process.Id}"]))!;
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    // artifacts/bin/MoTE.Indexing.EndToEnd/<configuration>/ lies beside artifacts/bin/MoTE.Indexing.Cli/<configuration>/.
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "MoTE.Indexing.Cli", own.Name, "mote.dll");
        return File.Exists(program) ? program : throw new InvalidOperationException($"{program} was not built.");
    }
}
