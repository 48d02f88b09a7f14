using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Ingest.Addresses;
using MoTE.Indexing.Ingest.Requests;
using MoTE.Indexing.Ingest.Sources;
using MoTE.Indexing.Ingest.Uploads;
using MoTE.Indexing.Ingest.Watching;
using MoTE.Indexing.Media;
using MoTE.Indexing.Media.Chunks;

namespace MoTE.Indexing.Ingest;

/// <summary>The ingest service, for any host that provides the ports and the bus.</summary>
public static class IngestService
{
    /// <summary>Adds what the consumer needs beside the ports of Domain and <see cref="ModelIdentity"/>. Further sources can be added as <see cref="IVideoSource"/>.</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        _ = services.AddValidatedOptions<IngestOptions>(IngestOptions.SectionName);
        _ = services.AddValidatedOptions<AddressOptions>(AddressOptions.SectionName);
        _ = services.AddValidatedOptions<MediaOptions>(MediaOptions.SectionName);
        _ = services.AddValidatedOptions<ChunkOptions>(ChunkOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ChunkPlans(
            new ChunkPlanner(provider.GetRequiredService<IOptions<MediaOptions>>().Value),
            provider.GetRequiredService<IOptions<ChunkOptions>>().Value));
        _ = services.AddSingleton<IVideoSource, FileSource>();
        _ = services.AddSingleton<IVideoSource, StoredSource>();
        _ = services.AddSingleton<IVideoSource, UploadSource>();
        _ = services.AddSingleton<IVideoSource>(provider => new AddressSource(
            provider.GetRequiredService<IVideoStore>(),
            provider.GetRequiredService<IOptions<AddressOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AddressSource>>(),
            provider.GetService<IProgress<AddressProgress>>()));
        _ = services.AddSingleton<VideoSources>();
        _ = services.AddSingleton<VideoRegister>();
        _ = services.AddSingleton<EnteredVideos>();
        _ = services.AddSingleton<NextStep>();
        _ = services.AddSingleton<Resumption>();
        services.TryAddSingleton<IPendingRequests, NoPendingRequests>();
        _ = services.AddSingleton<KeyedLock<VideoId>>();
        return services;
    }

    /// <summary>Keeps requests for addresses until they are answered, for a transport that forgets.</summary>
    public static IServiceCollection AddRequestKeeping(this IServiceCollection services, IPendingRequests pending) => services
        .Replace(ServiceDescriptor.Singleton(pending))
        .AddPublishObserver<RequestKeeper>();

    /// <summary>Keeps requests for addresses until they are answered, and asks again for those that are left and for unfinished videos when the host starts.</summary>
    /// <remarks>For a transport that forgets. To be called after the bus was added, so that the bus is there when the host starts.</remarks>
    public static IServiceCollection AddResumption(this IServiceCollection services, IPendingRequests pending) => services
        .AddRequestKeeping(pending)
        .AddHostedService<ResumptionAtStart>();

    /// <summary>Adds a folder whose videos are taken in as they come; several can be added.</summary>
    public static IServiceCollection AddWatchedFolder(this IServiceCollection services, WatchOptions options) => 
        services.AddSingleton<IHostedService>(provider => new FolderWatcher(
            provider.GetRequiredService<IBus>(), options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FolderWatcher>>()));

    /// <summary>Adds the consumers.</summary>
    public static void AddIngestConsumers(this IBusRegistrationConfigurator bus)
    {
        _ = bus.AddConsumer<IngestVideoConsumer, IngestVideoConsumerDefinition>();
        _ = bus.AddConsumer<VideoPublishedConsumer, VideoPublishedConsumerDefinition>();
    }

    /// <summary>Adds the consumer that notes on videos why services gave up on them, for processes that go on nevertheless.</summary>
    public static void AddFaultConsumers(this IBusRegistrationConfigurator bus) => bus.AddConsumer<FaultedVideoConsumer, FaultedVideoConsumerDefinition>();

    /// <summary>Adds the consumer that rejects videos whose messages have become dead letters, for a transport that keeps those.</summary>
    public static void AddDeadLetterConsumers(this IBusRegistrationConfigurator bus) => bus.AddConsumer<GivenUpVideoConsumer, GivenUpVideoConsumerDefinition>();
}
