using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Hosting.Telemetry;
using MoTE.Indexing.Servers;

namespace MoTE.Indexing.Processes.Tests;

public sealed class ServiceProcessTests
{
    private readonly string _management = $"http://127.0.0.1:{FreePort.Next()}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_UntilItIsStopped_AnswersHealthAndMetricsOnThePortForThem()
    {
        var served = $"http://127.0.0.1:{FreePort.Next()}";
        IHostApplicationLifetime? lifetime = null;
        var isReady = false;
        var running = ServiceProcess.RunAsync(
            "tested",
            [$"--Service:ManagementUrl={_management}", $"--Service:Urls={served}"],
            builder => builder.Services.AddHealthChecks().AddCheck("store", () => isReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("It is away.")),
            app =>
            {
                lifetime = app.Lifetime;
                _ = app.MapGet("/", () => "served");
            });
        using var client = new HttpClient();
        await UntilAsync(async () => lifetime is not null && await AnswersAsync(client, $"{_management}/health/live"));

        using (var away = await client.GetAsync(new Uri($"{_management}/health/ready"), Token))
        {
            var check = (await away.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("checks").GetProperty("store");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
            Assert.Equal(("unhealthy", "It is away."), (check.GetProperty("status").GetString(), check.GetProperty("description").GetString()));
        }

        isReady = true;
        Assert.True(await AnswersAsync(client, $"{_management}/health/ready"));
        PipelineMetrics.VideoRejected(RejectReasons.Unreadable);
        Assert.Contains("mote_videos_rejected_total{", await client.GetStringAsync(new Uri($"{_management}/metrics"), Token), StringComparison.Ordinal);
        Assert.Equal("served", await client.GetStringAsync(new Uri(served), Token));
        Assert.False(await AnswersAsync(client, $"{served}/metrics"));
        Assert.False(await AnswersAsync(client, _management));

        lifetime!.StopApplication();
        Assert.Equal(0, await running.WaitAsync(Token));
    }

    [Fact]
    public async Task RunAsync_AddressThatIsTaken_StopsWhatHadStartedBeforeItIsDisposedOf()
    {
        using var other = new TcpListener(IPAddress.Loopback, new Uri(_management).Port);
        other.Start();
        var worker = new Worker();

        var exitCode = await ServiceProcess.RunAsync("tested", [$"--Service:ManagementUrl={_management}"], builder => builder.Services.AddHostedService(_ => worker));

        Assert.Equal(1, exitCode);
        Assert.Equal(["started", "stopped", "disposed"], worker.Heard);
    }

    [Fact]
    public async Task RunAsync_PartThatCannotBeMade_IsToldInASentence()
    {
        var error = new StringWriter();
        Console.SetError(error);

        var exitCode = await ServiceProcess.RunAsync(
            "tested",
            [$"--Service:ManagementUrl={_management}"],
            builder => builder.Services.AddSingleton<IHostedService>(_ => throw new UserErrorException("The folder cannot be written.")));

        Assert.Equal(1, exitCode);
        Assert.Equal("The tested service cannot start. The folder cannot be written.", Assert.Single(Lines(error)));
    }

    [Fact]
    public async Task RunAsync_StartThatNeverEnds_IsGivenUpInASentence()
    {
        var error = new StringWriter();
        Console.SetError(error);

        var exitCode = await ServiceProcess.RunAsync(
            "tested", [$"--Service:ManagementUrl={_management}", "--Service:StartWithin=00:00:02"], builder => builder.Services.AddHostedService<Hanging>());

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The tested service cannot start. It was not up within 00:00:02 (Service:StartWithin)", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ToldToStopBeforeItIsUp_EndsWithZero()
    {
        var waiting = new Waiting();
        IHostApplicationLifetime? lifetime = null;
        var running = ServiceProcess.RunAsync(
            "tested", [$"--Service:ManagementUrl={_management}"], builder => builder.Services.AddHostedService(_ => waiting), app => lifetime = app.Lifetime);
        await waiting.Began.Task.WaitAsync(Token);

        lifetime!.StopApplication();

        Assert.Equal(0, await running.WaitAsync(Token));
    }

    [Fact]
    public async Task RunAsync_WrongSettings_AreAllToldAtOnce()
    {
        var error = new StringWriter();
        Console.SetError(error);

        var exitCode = await ServiceProcess.RunAsync(
            "tested",
            ["--Service:ManagementUrl=nonsense", "--Bounds:Count=0", "--Bounds:Share=7"],
            builder => builder.Services.AddValidatedOptions<Bounds>("Bounds").Services.AddModelIdentity());

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                "The tested service cannot start. 4 settings are wrong:",
                "  Bounds:Count: The field Count must be between 1 and 9.",
                "  Bounds:Share: The field Share must be between 0 and 1.",
                "  Model:Folder: It is missing: the folder of the model bundle that this deployment works with.",
                "  Service:ManagementUrl: It is an address such as http://127.0.0.1:8081, with a port and without a path.",
            ],
            Lines(error).Order(StringComparer.Ordinal).OrderBy(line => line.StartsWith(' ')));
    }

    [Fact]
    public async Task RunAsync_NumberThatIsNone_IsNamed()
    {
        var error = new StringWriter();
        Console.SetError(error);

        var exitCode = await ServiceProcess.RunAsync("tested", [$"--Service:ManagementUrl={_management}", "--Bounds:Count=many"], builder => builder.Services.AddValidatedOptions<Bounds>("Bounds"));

        Assert.Equal(1, exitCode);
        Assert.Contains("'many' at 'Bounds:Count'", error.ToString(), StringComparison.Ordinal);
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static async Task<bool> AnswersAsync(HttpClient client, string address)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address), Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Delay(20, Token);
    }

    internal sealed class Bounds
    {
        [Range(1, 9)]
        public int Count { get; set; } = 3;

        [Range(0, 1)]
        public double Share { get; set; }
    }

    // As a bus does whose broker has lost what it was asked: neither its start nor its end heeds what it is told.
    private sealed class Hanging : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, CancellationToken.None);

        public Task StopAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, CancellationToken.None);
    }

    private sealed class Waiting : IHostedService
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Began.SetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Worker : IHostedService, IDisposable
    {
        public List<string> Heard { get; } = [];

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Heard.Add("started");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Heard.Add("stopped");
            return Task.CompletedTask;
        }

        public void Dispose() => Heard.Add("disposed");
    }
}
