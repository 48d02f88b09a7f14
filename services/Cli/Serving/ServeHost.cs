using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Search;
using MoTE.Indexing.Search.Playback;
using MoTE.Indexing.Search.Web;
using MoTE.Indexing.Storage;

namespace MoTE.Indexing.Cli.Serving;

/// <summary>The process behind <c>mote serve</c>.</summary>
internal static class ServeHost
{
    /// <summary>Serves until it is told to stop.</summary>
    public static async Task RunAsync(ServeRequest request, SqliteStore store, Terminal terminal, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        _ = builder.WebHost.UseUrls([.. request.Addresses.Urls]);
        _ = builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var layout = new FolderLayout(Path.GetFullPath(request.DataFolder));
        var (catalogue, index) = (new SqliteVideoCatalogue(store), new SqliteSegmentIndex(store));
        using var search = new VideoSearch(request.Bundle, index, catalogue);
        _ = builder.Services
            .AddSingleton(request.Bundle)
            .AddSingleton(new ModelIdentity(request.Bundle.Fingerprint, request.Bundle.Name))
            .AddSingleton<IVideoCatalogue>(catalogue)
            .AddSingleton<ISegmentIndex>(index)
            .AddSingleton<IVideoStore>(new FolderVideoStore(layout))
            .AddSingleton<IArtifactStore>(new FolderArtifactStore(layout))
            .AddSingleton(search)
            .Configure<PlaybackOptions>(options => options.Folder = layout.Playback)
            .AddSearchWeb()
            .AddMassTransit(bus =>
            {
                bus.DisableUsageTelemetry();
                bus.AddSearchWebConsumers();
                bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
            });
        if (!request.Addresses.IsLoopback)
            _ = builder.Services.Configure<WebOptions>(options => options.AllowedHosts.Clear());
        await using var app = builder.Build();
        app.UseSearchWeb().MapSearchWeb();
        await app.StartAsync(cancellationToken);
        terminal.Output.WriteLine($"Serving {Path.GetFullPath(request.DataFolder)} at {string.Join(" and ", app.Urls)}. Ctrl+C stops.");
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
