using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.AzureStorage;
using MoTE.Indexing.Elasticsearch;
using MoTE.Indexing.Embedding;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Processes;
using MoTE.Indexing.RabbitMq;

return await ServiceProcess.RunAsync("embedding", args, process =>
{
    process.Services
        .AddModelIdentity()
        .AddSingleton(services => ModelBundle.Open(services.ModelFolder()))
        .AddAzureStorage()
        .AddElasticsearch()
        .AddEmbedding()
        .AddModelAtStart()
        .AddRabbitMqBus(bus => bus.AddEmbeddingConsumers());
    process.Services.AddHealthChecks()
        .AddAzureStorageCheck()
        .AddElasticsearchCheck();
});
