using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Hosting.Telemetry;

namespace MoTE.Indexing.Processes;

/// <summary>The process of one service: its configuration, health, telemetry, start and stop. What the service is made of is said in its <c>Program.cs</c>.</summary>
public static class ServiceProcess
{
    /// <summary>Prefix of the environment variables that set options, such as <c>MOTE_RabbitMq__Host</c>.</summary>
    public const string VariablePrefix = "MOTE_";

    /// <summary>Runs the service until it is told to stop (SIGTERM, Ctrl+C).</summary>
    /// <param name="service">Its name: one lower-case word.</param>
    /// <param name="arguments">The command line, as configuration (<c>--RabbitMq:Host=broker</c>).</param>
    /// <param name="compose">Adds what it is made of.</param>
    /// <param name="serve">Adds what it answers beside health and metrics; null for nothing.</param>
    /// <returns>The exit code: 0 when it stopped because it was told to, 1 when it could not start, or not in time; stderr says why.</returns>
    public static async Task<int> RunAsync(string service, string[] arguments, Action<WebApplicationBuilder> compose, Action<WebApplication>? serve = null)
    {
        try
        {
            var app = Build(service, arguments, compose);
            app.Services.GetService<IStartupValidator>()?.Validate();
            var started = new TaskCompletionSource();
            var running = Task.Run(() => RunAsync(app, serve, started.SetResult));
            await WaitForStartAsync(Task.WhenAny(started.Task, running), app.Services.GetRequiredService<IOptions<ServiceOptions>>().Value.StartWithin);
            await running;
            return 0;
        }
        catch (Exception failure) when (StartFailure.Explain(failure) is { } explanation)
        {
            await Console.Error.WriteLineAsync($"The {service} service cannot start. {explanation}");
            return 1;
        }
    }

    // What hangs would hang on when it is stopped or disposed of: it ends with the process, and messages that were taken go back to their queues with its connections.
    private static async Task WaitForStartAsync(Task start, TimeSpan limit)
    {
        try
        {
            await start.WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            throw new UserErrorException(
                $"It was not up within {limit} ({ServiceOptions.SectionName}:{nameof(ServiceOptions.StartWithin)}): see whether the broker answers, which every service waits for, and start it again.");
        }
    }

    private static async Task RunAsync(WebApplication app, Action<WebApplication>? serve, Action started)
    {
        await using (app)
        {
            app.UseManagement();
            serve?.Invoke(app);
            _ = app.Services.GetServices<IHostedService>();    // Made before the start: a host that could not make them cannot be stopped either.
            if (!await StartAsync(app))
                return;
            PipelineMetrics.Begin();
            started();
            await app.WaitForShutdownAsync();
        }
    }

    // What was started before the failure is stopped as at any other end: a bus that has taken messages gives them back, instead of failing them with a process that is gone.
    // False when it was told to stop before it was up, while the broker was away for example.
    private static async Task<bool> StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
            return true;
        }
        catch
        {
            var isToldToStop = app.Lifetime.ApplicationStopping.IsCancellationRequested;
            await app.StopAsync();
            if (isToldToStop)
                return false;
            throw;
        }
    }

    private static WebApplication Build(string service, string[] arguments, Action<WebApplicationBuilder> compose)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = $"mote-{service}", ContentRootPath = AppContext.BaseDirectory, Args = arguments });
        _ = builder.Configuration.AddEnvironmentVariables(VariablePrefix).AddCommandLine(arguments);
        _ = builder.Services.AddValidatedOptions<ServiceOptions>(ServiceOptions.SectionName);
        var options = builder.Configuration.GetSection(ServiceOptions.SectionName).Get<ServiceOptions>() ?? new ServiceOptions();
        _ = builder.WebHost.UseUrls([options.ManagementUrl, .. options.ServedUrls]).ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.TryAddSingleton(TimeProvider.System);
        _ = builder.Services.AddHealthChecks();
        _ = builder.Services.AddTelemetry(service, builder.Configuration);
        compose(builder);
        StopWithin(builder.Services, StopLimits.After(options.FinishWithin));
        return builder.Build();
    }

    // What is in hand is finished, or else given back to its queue, whatever clients still download meanwhile.
    private static void StopWithin(IServiceCollection services, StopLimits limits)
    {
        _ = services.Configure<HostOptions>(host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (limits.Host, true));
        _ = services.PostConfigure<MassTransitHostOptions>(bus => (bus.ConsumerStopTimeout, bus.StopTimeout) = (limits.Consumers, limits.Bus));
    }
}
