using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MoTE.Indexing.RabbitMq.Tests.Fixtures;
using MoTE.Indexing.Servers.RabbitMq;

namespace MoTE.Indexing.RabbitMq.Tests;

public sealed class RabbitMqBusTests(RabbitMqServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddRabbitMqBus_WrongOptions_AreRefusedAllAtOnce()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        _ = builder.Configuration.AddInMemoryCollection([new("RabbitMq:Host", string.Empty), new("RabbitMq:Port", "0"), new("RabbitMq:LongestStoreOutage", "01:00:00")]);
        _ = builder.Services.AddRabbitMqBus(_ => { });
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.Equal(3, refused.Failures.Count());
    }

    [Fact]
    public void AddRabbitMqBus_UsageTelemetry_IsOff()
    {
        using var provider = new ServiceCollection().AddLogging().AddRabbitMqBus(_ => { }).BuildServiceProvider();

        Assert.False(provider.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
    }

    [Fact]
    public async Task Health_BrokerThatAnswers_IsReady()
    {
        await using var broker = await server.NewVirtualHostAsync();
        await using var service = await Worker.StartAsync(broker, _ => { });

        var report = await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"), Token);

        Assert.Equal(HealthStatus.Healthy, Assert.Contains("masstransit-bus", report.Entries).Status);
    }
}
