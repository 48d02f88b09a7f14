using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MoTE.Indexing.Hosting.Tests;

public sealed class InMemoryBusTests
{
    [Fact]
    public void AddInMemoryBus_UsageTelemetry_IsOff()
    {
        using var provider = new ServiceCollection().AddLogging().AddInMemoryBus(_ => { }).BuildServiceProvider();

        Assert.False(provider.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
    }

    [Fact]
    public async Task AddInMemoryBus_StoppedWhileConsuming_TellsTheConsumerAtOnce()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var patient = new Patience();
        _ = builder.Services.AddSingleton(patient).AddInMemoryBus(bus => bus.AddConsumer<PatientConsumer>());
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<IBus>().Publish(new Wait(), TestContext.Current.CancellationToken);
        await patient.Began.Task.WaitAsync(TestContext.Current.CancellationToken);

        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(patient.WasCancelled);
    }

    internal sealed record Wait;

    internal sealed class Patience
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool WasCancelled { get; set; }
    }

    internal sealed class PatientConsumer(Patience patience) : IConsumer<Wait>
    {
        public async Task Consume(ConsumeContext<Wait> context)
        {
            _ = patience.Began.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }
            catch (OperationCanceledException)
            {
                patience.WasCancelled = true;
                throw;
            }
        }
    }
}
