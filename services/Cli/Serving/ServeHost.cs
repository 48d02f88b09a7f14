using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Cli.CommandLine;
using MoTE.Indexing.Cli.Hosting;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Search;
using MoTE.Indexing.Search.Playback;
using MoTE.Indexing.Search.Uploads;
using MoTE.Indexing.Search.Web;

namespace MoTE.Indexing.Cli.Serving;

/// <summary>The process behind <c>mote serve</c>: every service, the REST interface and the page.</summary>
internal static class ServeHost
{
    /// <summary>Serves until it is told to stop.</summary>
    public static async Task RunAsync(ServeRequest request, DataFolder data, Terminal terminal, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        _ = builder.Configuration.AddEnvironmentVariables(SingleProcess.VariablePrefix);
        _ = builder.WebHost.UseUrls([.. request.Addresses.Urls]);
        _ = builder.Logging.SetMinimumLevel(LogLevel.Warning);
        using var search = new VideoSearch(request.Bundle, data.Index, data.Catalogue);
        _ = builder.Services
            .AddMote(data, request.Bundle, bus =>
            {
                bus.AddFaultConsumers();
                bus.AddSearchWebConsumers();
                bus.AddUploadConsumers();
            })
            .AddHostedService<ResumptionAtStart>()
            .AddSingleton(search)
            .Configure<PlaybackOptions>(options => options.Folder = data.Layout.Playback)
            .AddSearchWeb()
            .AddUploads();
        if (!request.Addresses.IsLoopback)
            _ = builder.Services.Configure<WebOptions>(options => options.AllowedHosts.Clear());
        await using var app = builder.Build();
        _ = app.UseSearchWeb().MapSearchWeb().MapUploads();
        await app.StartAsync(cancellationToken);
        terminal.Output.WriteLine($"Serving {data.Layout.Root} at {string.Join(" and ", app.Urls)}. Ctrl+C stops.");
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
