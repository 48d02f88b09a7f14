using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MoTE.Indexing.Processes;

/// <summary>A piece of work that a service's program does once, with the settings of the service, and then ends.</summary>
public static class ServiceCommand
{
    /// <summary>Does it. Results go to stdout, logs to stderr.</summary>
    /// <param name="service">The service's name: one lower-case word.</param>
    /// <param name="arguments">The command line after the command's name, as configuration (<c>--Elasticsearch:Shards=4</c>).</param>
    /// <param name="compose">Adds what it needs.</param>
    /// <param name="run">The work; cancelled by SIGTERM and Ctrl+C.</param>
    /// <returns>The exit code: 0 when it is done, 1 when it is not; stderr says why.</returns>
    public static async Task<int> RunAsync(string service, string[] arguments, Action<IServiceCollection> compose, Func<IServiceProvider, CancellationToken, Task> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        using var stopping = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            using var host = Build(service, arguments, compose);
            host.Services.GetService<IStartupValidator>()?.Validate();
            await run(host.Services, stopping.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before the end.");
            return 1;
        }
        catch (Exception failure) when (StartFailure.Explain(failure) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private static IHost Build(string service, string[] arguments, Action<IServiceCollection> compose)
    {
        ArgumentNullException.ThrowIfNull(compose);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = $"mote-{service}", ContentRootPath = AppContext.BaseDirectory, Args = arguments });
        _ = builder.Configuration.AddEnvironmentVariables(ServiceProcess.VariablePrefix).AddCommandLine(arguments);
        _ = builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        compose(builder.Services);
        return builder.Build();
    }
}
