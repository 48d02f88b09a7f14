using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Embedding.Batching;
using MoTE.Indexing.Embedding.Chunks;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Media;
using MoTE.Indexing.Media.Chunks;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Embedding;

/// <summary>The embedding service, for any host that provides the ports, the bundle and the bus.</summary>
public static class EmbeddingService
{
    /// <summary>Adds what the consumer needs beside the ports of Domain, <see cref="Domain.ModelIdentity"/> and <see cref="ModelBundle"/>.</summary>
    public static IServiceCollection AddEmbedding(this IServiceCollection services)
    {
        _ = services.AddValidatedOptions<EmbeddingOptions>(EmbeddingOptions.SectionName);
        _ = services.AddValidatedOptions<MediaOptions>(MediaOptions.SectionName);
        _ = services.AddValidatedOptions<ChunkOptions>(ChunkOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IEmbeddingProgress, NoEmbeddingProgress>();
        services.TryAddSingleton(provider => new ChunkPlans(
            new ChunkPlanner(provider.GetRequiredService<IOptions<MediaOptions>>().Value),
            provider.GetRequiredService<IOptions<ChunkOptions>>().Value));
        _ = services.AddSingleton(provider => new ChunkReader(provider.GetRequiredService<IOptions<MediaOptions>>().Value));
        _ = services.AddSingleton<BundleViewEncoder>();
        _ = services.AddSingleton<IViewEncoder>(provider => provider.GetRequiredService<BundleViewEncoder>());
        _ = services.AddSingleton<ViewBatcher>();
        _ = services.AddSingleton<ViewSampler>();
        _ = services.AddSingleton<SegmentPictures>();
        _ = services.AddSingleton<ChunkEmbedder>();
        _ = services.AddSingleton<KeyedLock<ChunkKey>>();

        // What leaves FFmpeg is never smaller than what the model sees.
        _ = services.AddOptions<ChunkOptions>().PostConfigure<ModelBundle>((options, bundle) => options.ShortSide = Math.Max(options.ShortSide, bundle.Manifest.Preprocessing.Resolution));
        return services;
    }

    /// <summary>Loads the model when the host starts, for a process that does nothing but embed: it is not ready, nor takes anything from a queue, before. To be called before the bus is added.</summary>
    public static IServiceCollection AddModelAtStart(this IServiceCollection services) => services.AddHostedService<ModelAtStart>();

    /// <summary>Adds the consumer.</summary>
    public static void AddEmbeddingConsumers(this IBusRegistrationConfigurator bus) => bus.AddConsumer<EmbedChunkConsumer, EmbedChunkConsumerDefinition>();
}
