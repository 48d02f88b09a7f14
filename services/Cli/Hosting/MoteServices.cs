using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Embedding;
using MoTE.Indexing.Hosting;
using MoTE.Indexing.Indexing;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Model.Bundles;

namespace MoTE.Indexing.Cli.Hosting;

/// <summary>Every service of the system in one process, over its memory and one data folder.</summary>
internal static class MoteServices
{
    /// <summary>Adds the ports, the services and the bus between them.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="data">The data folder; not disposed with the services.</param>
    /// <param name="bundle">The model that embeds.</param>
    /// <param name="consumers">Adds further consumers.</param>
    public static IServiceCollection AddMote(this IServiceCollection services, DataFolder data, ModelBundle bundle, Action<IBusRegistrationConfigurator> consumers)
    {
        _ = services.AddSingleton(bundle).AddSingleton(new ModelIdentity(bundle.Fingerprint, bundle.Name));
        _ = services.AddSingleton(data.Catalogue).AddSingleton(data.Index).AddSingleton(data.Videos).AddSingleton(data.Artifacts).AddSingleton(data.Uploads);
        _ = services.AddIngest().AddEmbedding().AddIndexing();
        return services.AddInMemoryBus(bus =>
        {
            bus.AddIngestConsumers();
            bus.AddEmbeddingConsumers();
            bus.AddIndexingConsumers();
            consumers(bus);
        });
    }
}
