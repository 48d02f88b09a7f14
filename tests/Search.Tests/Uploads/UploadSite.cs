using MassTransit;
using MassTransit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Search.Uploads;
using MoTE.Indexing.Storage;

namespace MoTE.Indexing.Search.Tests.Uploads;

/// <summary>The upload endpoints in this process, over a folder that outlives it.</summary>
internal sealed class UploadSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private UploadSite(WebApplication app, FakeTimeProvider clock, HttpClient client)
    {
        (_app, Clock, Client) = (app, clock, client);
    }

    public FakeTimeProvider Clock { get; }

    public HttpClient Client { get; }

    public IUploadStore Store => _app.Services.GetRequiredService<IUploadStore>();

    public ITestHarness Bus => _app.Services.GetRequiredService<ITestHarness>();

    public UploadKeeper Keeper => ActivatorUtilities.CreateInstance<UploadKeeper>(_app.Services);

    /// <summary>Requests to take in a video so far, in the order asked.</summary>
    public IReadOnlyList<IngestVideo> Asked => [.. Bus.Published.Select<IngestVideo>(WithoutWaiting).Select(sent => sent.Context.Message)];

    private static CancellationToken WithoutWaiting => new(canceled: true);

    /// <param name="folder">The data folder.</param>
    /// <param name="configure">Sets bounds.</param>
    /// <param name="overTheWire">Listens on loopback, as in life; otherwise requests stay in memory.</param>
    public static async Task<UploadSite> StartAsync(string folder, Action<UploadOptions>? configure = null, bool overTheWire = false)
    {
        var layout = new FolderLayout(folder);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var builder = WebApplication.CreateSlimBuilder();
        if (overTheWire)
            _ = builder.WebHost.UseUrls("http://127.0.0.1:0");
        else
            _ = builder.WebHost.UseTestServer();
        _ = builder.Logging.ClearProviders();
        _ = builder.Services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IUploadStore>(new FolderUploadStore(layout, new FolderVideoStore(layout)))
            .AddUploads()
            .Configure<UploadOptions>(options => configure?.Invoke(options))
            .Configure<MassTransitHostOptions>(host => host.WaitUntilStarted = true)
            .AddMassTransitTestHarness(bus =>
            {
                bus.DisableUsageTelemetry();
                bus.SetTestTimeouts(testTimeout: TimeSpan.FromSeconds(60), testInactivityTimeout: TimeSpan.FromSeconds(60));
                bus.AddUploadConsumers();
            });
        var app = builder.Build();
        _ = app.MapUploads();
        _ = app.MapPost("/api/videos", (JsonVideo video) => Results.Accepted(null, video.Url));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new UploadSite(app, clock, overTheWire ? new HttpClient { BaseAddress = new Uri(app.Urls.First()) } : app.GetTestClient());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    internal sealed record JsonVideo(string Url);
}
