using MoTE.Indexing.Servers.Elasticsearch;

[assembly: AssemblyFixture(typeof(NewestElasticsearch))]
[assembly: AssemblyFixture(typeof(OldestElasticsearch))]
