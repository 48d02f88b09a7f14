using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>The catalogue and the segments in Elasticsearch, for any host.</summary>
public static class ElasticsearchServices
{
    /// <summary>Adds <see cref="IVideoCatalogue"/>, <see cref="ISegmentIndex"/>, <see cref="IIndexGenerations"/> and <see cref="IRebuildRecord"/> with the options of the section <see cref="ElasticsearchOptions.SectionName"/>.</summary>
    public static IServiceCollection AddElasticsearch(this IServiceCollection services)
    {
        _ = services.AddValidatedOptions<ElasticsearchOptions>(ElasticsearchOptions.SectionName);
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<ElasticsearchGateway>()
            .AddSingleton(provider => new IndexNames(provider.GetRequiredService<IOptions<ElasticsearchOptions>>().Value.IndexPrefix))
            .AddSingleton<DocumentReader>()
            .AddSingleton<IndexAdmin>()
            .AddSingleton<Aggregation>()
            .AddSingleton<BulkWriter>()
            .AddSingleton<CatalogueIndex>()
            .AddSingleton<VideoEntries>()
            .AddSingleton<SegmentDescriptions>()
            .AddSingleton<SegmentIndices>()
            .AddSingleton<SegmentFilter>()
            .AddSingleton<SegmentWriter>()
            .AddSingleton<SegmentSearch>()
            .AddSingleton<IndexedModels>()
            .AddSingleton<IVideoCatalogue, ElasticsearchVideoCatalogue>()
            .AddSingleton<ISegmentIndex, ElasticsearchSegmentIndex>()
            .AddSingleton<IIndexGenerations, ElasticsearchGenerations>()
            .AddSingleton<IRebuildRecord, ElasticsearchRebuildRecord>();
    }

    /// <summary>Adds a check that Elasticsearch answers; the service is not ready before.</summary>
    /// <param name="checks">Where to.</param>
    /// <param name="tags">Which endpoints ask for it.</param>
    public static IHealthChecksBuilder AddElasticsearchCheck(this IHealthChecksBuilder checks, params IEnumerable<string> tags) =>
        checks.AddCheck<ElasticsearchCheck>("elasticsearch", tags: tags);
}
