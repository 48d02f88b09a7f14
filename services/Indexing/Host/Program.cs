using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.AzureStorage;
using MoTE.Indexing.Elasticsearch;
using MoTE.Indexing.Indexing;
using MoTE.Indexing.Processes;
using MoTE.Indexing.RabbitMq;

return await ServiceProcess.RunAsync("indexing", args, process =>
{
    process.Services
        .AddAzureStorage()
        .AddElasticsearch()
        .AddIndexing()
        .AddRabbitMqBus(bus => bus.AddIndexingConsumers());
    process.Services.AddHealthChecks()
        .AddAzureStorageCheck()
        .AddElasticsearchCheck();
});
