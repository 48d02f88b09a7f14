using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MoTE.Indexing.Hosting.Tests;

public sealed class EndpointPolicyTests
{
    [Theory]
    [InlineData(typeof(IOException), 4)]
    [InlineData(typeof(TimeoutException), 4)]
    [InlineData(typeof(FileNotFoundException), 1)]
    [InlineData(typeof(InvalidOperationException), 1)]
    public async Task RetryTransientFaults_AConsumerThatFails_IsTriedAgainOnlyWhereThatHelps(Type failure, int attempts)
    {
        await using var provider = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(new Attempts(failure))
            .AddMassTransitTestHarness(bus =>
            {
                bus.DisableUsageTelemetry();
                _ = bus.AddConsumer<FailingConsumer, FailingConsumerDefinition>();
            })
            .BuildServiceProvider(validateScopes: true);
        var harness = await provider.StartTestHarness();

        await harness.Bus.Publish(new Work(), TestContext.Current.CancellationToken);

        Assert.True(await harness.Published.Any<Fault<Work>>(TestContext.Current.CancellationToken));
        Assert.Equal(attempts, provider.GetRequiredService<Attempts>().Count);
    }

    internal sealed record Work;

    internal sealed class Attempts(Type failure)
    {
        public int Count { get; private set; }

        public Exception Next()
        {
            Count++;
            return (Exception)Activator.CreateInstance(failure)!;
        }
    }

    internal sealed class FailingConsumer(Attempts attempts) : IConsumer<Work>
    {
        public Task Consume(ConsumeContext<Work> context) => throw attempts.Next();
    }

    internal sealed class FailingConsumerDefinition : ConsumerDefinition<FailingConsumer>
    {
        protected override void ConfigureConsumer(
            IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<FailingConsumer> consumerConfigurator, IRegistrationContext context) =>
            endpointConfigurator.RetryTransientFaults();
    }
}
