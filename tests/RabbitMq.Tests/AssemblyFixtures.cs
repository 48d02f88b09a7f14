using MoTE.Indexing.Servers.RabbitMq;

[assembly: AssemblyFixture(typeof(RabbitMqServer))]
