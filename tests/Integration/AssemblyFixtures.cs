using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;

[assembly: AssemblyFixture(typeof(RabbitMqServer))]
[assembly: AssemblyFixture(typeof(AzuriteServer))]
[assembly: AssemblyFixture(typeof(NewestElasticsearch))]
[assembly: AssemblyFixture(typeof(OldestElasticsearch))]
