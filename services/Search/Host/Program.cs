using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.AzureStorage;
using MoTE.Indexing.Elasticsearch;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Processes;
using MoTE.Indexing.RabbitMq;
using MoTE.Indexing.Search.Uploads;
using MoTE.Indexing.Search.Web;

return await ServiceProcess.RunAsync(
    "search",
    args,
    process =>
    {
        process.Services
            .AddModelIdentity()
            .AddSingleton(services => ModelBundle.Open(services.ModelFolder()))
            .AddAzureStorage()
            .AddElasticsearch()
            .AddVideoSearch()
            .AddSearchWeb()
            .AddUploads()
            .AddRabbitMqBus(bus =>
            {
                bus.AddSearchWebConsumers();
                bus.AddUploadConsumers();
            });
        process.Services.AddHealthChecks()
            .AddAzureStorageCheck()
            .AddElasticsearchCheck();
    },
    app => app.UseSearchWeb().MapSearchWeb().MapUploads());
