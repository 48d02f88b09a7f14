using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Cli.Hosting;

/// <summary>Runs services for as long as one piece of work needs them.</summary>
internal static class SingleProcess
{
    /// <summary>Prefix of environment variables that set options, such as <c>MOTE_Embedding__ChunksAtOnce</c>.</summary>
    public const string VariablePrefix = "MOTE_";

    /// <summary>Starts the services, does the work, and stops them.</summary>
    /// <param name="verbose">Whether the services' log goes to stderr.</param>
    /// <param name="configure">Adds the services.</param>
    /// <param name="work">What is done with them.</param>
    /// <param name="cancellationToken">Stops the work and the services.</param>
    public static async Task<T> RunAsync<T>(
        bool verbose, Action<IServiceCollection> configure, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        _ = builder.Configuration.AddEnvironmentVariables(VariablePrefix);
        _ = builder.Services.AddSingleton<IHostLifetime, NoLifetime>().Configure<HostOptions>(host => host.ShutdownTimeout = StopLimits.AtOnce.Host);
        if (verbose)
            ServiceLog.Add(builder.Logging, LogLevel.Information);
        configure(builder.Services);
        var host = builder.Build();
        await using var disposing = (IAsyncDisposable)host;
        try
        {
            await host.StartAsync(cancellationToken);
            return await work(host.Services, cancellationToken);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }
}
