using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.AzureStorage;
using MoTE.Indexing.Elasticsearch;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Ingest.Host;
using MoTE.Indexing.Processes;
using MoTE.Indexing.RabbitMq;

if (args is [ResumeCommand.Name, .. var settings])
{
    return await ServiceCommand.RunAsync(
        "ingest", settings, services => services.AddModelIdentity().AddElasticsearch().AddIngest().AddRabbitMqBus(_ => { }), ResumeCommand.RunAsync);
}

return await ServiceProcess.RunAsync("ingest", args, process =>
{
    process.Services
        .AddModelIdentity()
        .AddAzureStorage()
        .AddElasticsearch()
        .AddIngest()
        .AddRabbitMqBus(bus =>
        {
            bus.AddIngestConsumers();
            bus.AddDeadLetterConsumers();
        });
    process.Services.AddHealthChecks()
        .AddAzureStorageCheck()
        .AddElasticsearchCheck();
});
