using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.AzureStorage;
using MoTE.Indexing.Elasticsearch;
using MoTE.Indexing.Indexing;
using MoTE.Indexing.Indexing.Host;
using MoTE.Indexing.Processes;
using MoTE.Indexing.RabbitMq;

if (args is [RebuildCommand.Name, .. var settings])
{
    return await ServiceCommand.RunAsync(
        "indexing",
        settings,
        services => services
            .AddAzureStorage()
            .PostConfigure<AzureStorageOptions>(store => store.CacheFolder = Path.Combine(store.CacheFolder, RebuildCommand.Name))   // The service beside it holds its own.
            .AddElasticsearch()
            .AddRebuilds(),
        RebuildCommand.RunAsync);
}

return await ServiceProcess.RunAsync("indexing", args, process =>
{
    process.Services
        .AddAzureStorage()
        .AddElasticsearch()
        .AddIndexing()
        .AddRebuildService()
        .AddRabbitMqBus(bus => bus.AddIndexingConsumers());
    process.Services.AddHealthChecks()
        .AddAzureStorageCheck()
        .AddElasticsearchCheck();
});
