using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;

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

    /// <summary>Adds <see cref="IndexRebuild"/>, for a program that provides the stores and an index that can be filled anew.</summary>
    public static IServiceCollection AddIndexRebuild(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<IndexRebuild>();
    }

    /// <summary>Adds the consumers.</summary>
    public static void AddIndexingConsumers(this IBusRegistrationConfigurator bus)
    {
        _ = bus.AddConsumer<ChunkEmbeddedConsumer, ChunkEmbeddedConsumerDefinition>();
        _ = bus.AddConsumer<VideoRejectedConsumer, VideoRejectedConsumerDefinition>();
    }
}
