using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Processes;
using MoTE.Indexing.Servers;

namespace MoTE.Indexing.Deployment.Tests;

/// <summary>The process of a service that does nothing: what all services have in common.</summary>
internal sealed class IdleService : IAsyncDisposable
{
    private readonly Task<int> _running;
    private readonly IServiceProvider _services;

    private IdleService(Task<int> running, IServiceProvider services, Uri management) => (_running, _services, Management) = (running, services, management);

    /// <summary>Where health and metrics are.</summary>
    public Uri Management { get; }

    /// <summary>How long it takes at most to stop, as it is set up.</summary>
    public TimeSpan LongestStop => _services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;

    /// <summary>Starts one.</summary>
    /// <param name="finishWithin">As <see cref="ServiceOptions.FinishWithin"/>; null for the default.</param>
    public static async Task<IdleService> StartAsync(string? finishWithin = null)
    {
        var management = $"http://127.0.0.1:{FreePort.Next()}";
        var started = new TaskCompletionSource<IServiceProvider>();
        string[] arguments = [$"--Service:ManagementUrl={management}", .. finishWithin is null ? Array.Empty<string>() : [$"--Service:FinishWithin={finishWithin}"]];
        var running = ServiceProcess.RunAsync("tested", arguments, _ => { }, app => app.Lifetime.ApplicationStarted.Register(() => started.SetResult(app.Services)));
        return new IdleService(running, await started.Task.WaitAsync(TestContext.Current.CancellationToken), new Uri(management));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        _ = await _running;
    }
}
