using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace MoTE.Indexing.Hosting;

/// <summary>The transport of one process: messages live in its memory and are forgotten when it ends.</summary>
public static class InMemoryBus
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(8);

    /// <summary>Adds the bus with its consumers; nothing is reported to anyone.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="consumers">Adds the consumers, whose definitions name their endpoints.</param>
    public static IServiceCollection AddInMemoryBus(this IServiceCollection services, Action<IBusRegistrationConfigurator> consumers)
    {
        ArgumentNullException.ThrowIfNull(consumers);
        _ = services.AddOptions<MassTransitHostOptions>().Configure(options =>
        {
            options.WaitUntilStarted = true;
            options.StopTimeout = StopLimit;
            options.ConsumerStopTimeout = TimeSpan.FromMilliseconds(1);    // consumers are told at once
        });
        return services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            consumers(bus);
            bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context));
        });
    }
}
