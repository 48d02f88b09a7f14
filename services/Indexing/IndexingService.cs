using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Indexing.Rebuilding;

namespace MoTE.Indexing.Indexing;

/// <summary>The indexing service, for any host that provides the ports and the bus.</summary>
public static class IndexingService
{
    /// <summary>Adds what the consumers need beside the ports of Domain.</summary>
    public static IServiceCollection AddIndexing(this IServiceCollection services)
    {
        _ = services.AddValidatedOptions<IndexingOptions>(IndexingOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton(provider => new ChunkIndexer(
            provider.GetRequiredService<IVideoCatalogue>(), provider.GetRequiredService<ISegmentIndex>(), provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Adds <see cref="RecordedRebuilds"/>, for a program that provides the stores, an index that can be filled anew, and the record of rebuilds.</summary>
    public static IServiceCollection AddRebuilds(this IServiceCollection services)
    {
        _ = services.AddValidatedOptions<RebuildOptions>(RebuildOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IndexRebuild>().AddSingleton<RecordedRebuilds>();
    }

    /// <summary>Adds what <see cref="AddRebuilds"/> adds, and does the rebuilds that are asked for while the host runs.</summary>
    public static IServiceCollection AddRebuildService(this IServiceCollection services) => services.AddRebuilds().AddHostedService<RebuildService>();

    /// <summary>Adds the consumers.</summary>
    public static void AddIndexingConsumers(this IBusRegistrationConfigurator bus)
    {
        _ = bus.AddConsumer<ChunkEmbeddedConsumer, ChunkEmbeddedConsumerDefinition>();
        _ = bus.AddConsumer<VideoRejectedConsumer, VideoRejectedConsumerDefinition>();
    }
}
