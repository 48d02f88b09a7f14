using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Media;
using MoTE.Indexing.Media.Conversion;
using MoTE.Indexing.Search.Api;
using MoTE.Indexing.Search.Deletion;
using MoTE.Indexing.Search.Events;
using MoTE.Indexing.Search.Playback;

namespace MoTE.Indexing.Search.Web;

/// <summary>The REST interface and the page, for any host that provides the ports.</summary>
public static class SearchWeb
{
    // A phrase of the greatest length in any script, three bytes a letter and three characters a byte in the address, and as much room again for the rest.
    private const int RequestLineBytesMost = 2 * 9 * Limits.Query;

    /// <summary>Adds what the endpoints need beside the ports of Domain, <see cref="Domain.ModelIdentity"/>, the search and the bus.</summary>
    public static IServiceCollection AddSearchWeb(this IServiceCollection services)
    {
        _ = services.Configure<JsonOptions>(options => Configure(options.SerializerOptions));
        _ = services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestLineSize = RequestLineBytesMost;
        });
        _ = services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        _ = services.AddValidatedOptions<WebOptions>(WebOptions.SectionName);
        _ = services.AddValidatedOptions<PlaybackOptions>(PlaybackOptions.SectionName);
        _ = services.AddValidatedOptions<Mp4ConversionOptions>(Mp4ConversionOptions.SectionName);
        _ = services.AddValidatedOptions<MediaOptions>(MediaOptions.SectionName);
        _ = services.AddProblemDetails(options => options.CustomizeProblemDetails = ProblemSentences.Complete);
        _ = services.AddExceptionHandler<UserErrorHandler>();
        _ = services.AddOpenApi(options => OpenApiSetup.Configure(options));
        _ = services.AddRateLimiter(RequestLimits.Configure);
        _ = services.AddHealthChecks().AddCheck<CatalogueHealth>("catalogue");
        services.TryAddSingleton(TimeProvider.System);
        _ = services.AddSingleton<LiveEvents>();
        _ = services.AddSingleton<VideoLookup>();
        _ = services.AddSingleton<PictureReader>();
        _ = services.AddSingleton(Cache);
        _ = services.AddSingleton(Converter);
        _ = services.AddSingleton<PlaybackConversions>();
        _ = services.AddSingleton<ClipCutter>();
        _ = services.AddSingleton<VideoDeletion>();
        return services;
    }

    /// <summary>Adds the search over the ports and <see cref="Model.Bundles.ModelBundle"/>; its model is loaded when the host starts.</summary>
    public static IServiceCollection AddVideoSearch(this IServiceCollection services) => services.AddSingleton<VideoSearch>().AddHostedService<SearchAtStart>();

    /// <summary>Adds what listens on the bus for clients that watch.</summary>
    public static void AddSearchWebConsumers(this IBusRegistrationConfigurator bus) => bus.AddConsumer<VideoWatcher, VideoWatcherDefinition>();

    /// <summary>Puts the guards and the page in front.</summary>
    public static WebApplication UseSearchWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        _ = app.UseRetryLater();
        _ = app.UseSecurityHeaders();
        _ = app.UseApiDocsPolicy();
        _ = app.UseExceptionHandler();
        _ = app.UseStatusCodePages();
        _ = app.UseHostGuard();
        _ = app.UseCrossSiteGuard();
        _ = app.UsePage();
        _ = app.UseRouting();
        _ = app.UseRateLimiter();
        return app;
    }

    /// <summary>Maps every endpoint.</summary>
    public static WebApplication MapSearchWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var api = app.MapGroup("/api").AddEndpointFilter<ParameterChecks>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status500InternalServerError);
        SearchEndpoint.Map(api);
        VideosEndpoints.Map(api);
        VideoChangesEndpoints.Map(api);
        PicturesEndpoints.Map(api);
        FileEndpoint.Map(api);
        PlaybackEndpoint.Map(api);
        ClipEndpoint.Map(api);
        EventsEndpoint.Map(api);
        CollectionsEndpoint.Map(api);
        StatusEndpoint.Map(api);
        HealthEndpoints.Map(api);
        _ = app.MapOpenApi();
        app.MapApiDocs();
        return app;
    }

    private static PlaybackCache Cache(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<PlaybackOptions>>().Value;
        return new PlaybackCache(options.Folder, options.BytesMost, services.GetRequiredService<TimeProvider>());
    }

    private static Mp4Converter Converter(IServiceProvider services) => new(
        services.GetRequiredService<IOptions<MediaOptions>>().Value, services.GetRequiredService<IOptions<Mp4ConversionOptions>>().Value);

    private static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
