using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Ingest.Addresses;
using MoTE.Indexing.Ingest.Watching;
using MoTE.Indexing.Search;
using MoTE.Indexing.Search.Playback;
using MoTE.Indexing.Search.Uploads;
using MoTE.Indexing.Search.Web;

namespace MoTE.Indexing.Cli.Serving;

/// <summary>The process behind <c>mote serve</c>: every service, the REST interface and the page.</summary>
internal static class ServeHost
{
    /// <summary>Serves until it is told to stop.</summary>
    /// <exception cref="Domain.UserErrorException">It cannot listen where it shall.</exception>
    public static async Task RunAsync(ServeRequest request, DataFolder data, Terminal terminal, CancellationToken cancellationToken)
    {
        using var search = new VideoSearch(request.Bundle, data.Index, data.Catalogue);
        await using var app = Build(request, data, search, cancellationToken);
        await StartAsync(app, request.Addresses, cancellationToken);
        await ServeNotice.WriteAsync(request, app.Urls, data, terminal, CancellationToken.None);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static WebApplication Build(ServeRequest request, DataFolder data, VideoSearch search, CancellationToken stopping)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        _ = builder.Configuration.AddEnvironmentVariables(SingleProcess.VariablePrefix);
        _ = builder.WebHost.UseUrls([.. request.Addresses.Urls]);
        ServiceLog.Add(builder.Logging, request.Verbose ? LogLevel.Information : LogLevel.Warning);

        // Work that is broken off because the server stops has not failed.
        _ = builder.Logging.AddFilter("MassTransit", level => level >= LogLevel.Warning && !stopping.IsCancellationRequested);
        _ = builder.Services
            .AddSingleton<IHostLifetime, NoLifetime>()
            .Configure<HostOptions>(host => (host.ShutdownTimeout, host.ServicesStopConcurrently) = (StopLimits.AtOnce.Host, true))     // a client that downloads slowly holds nobody up
            .AddMote(data, request.Bundle, bus =>
            {
                bus.AddFaultConsumers();
                bus.AddSearchWebConsumers();
                bus.AddUploadConsumers();
            })
            .AddResumption(data.Requests)
            .AddSingleton(search)
            .Configure<AddressOptions>(addresses => NetworkOption.Apply(request.Networks, addresses))
            .Configure<PlaybackOptions>(playback => playback.Folder = data.Layout.Playback)
            .AddSearchWeb()
            .AddUploads();
        foreach (var folder in request.Watched)
            _ = builder.Services.AddWatchedFolder(new WatchOptions { Folder = folder, Except = data.Layout.Root, Collection = request.Collection });
        if (!request.Addresses.IsLoopback)
            _ = builder.Services.Configure<WebOptions>(web => web.AllowedHosts.Clear());
        var app = builder.Build();
        _ = app.UseSearchWeb().MapSearchWeb().MapUploads();
        return app;
    }

    private static async Task StartAsync(WebApplication app, ServeAddresses addresses, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            // The services are at work before the server listens.
            await app.StopAsync(CancellationToken.None);
            if (ListenFailure.Explain(failure, addresses) is { } sentence)
                throw sentence;
            throw;
        }
    }
}
