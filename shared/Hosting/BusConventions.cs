using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace MoTE.Indexing.Hosting;

/// <summary>What every bus of the system has in common, whatever carries its messages.</summary>
public static class BusConventions
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(8);

    /// <summary>Adds a bus with its consumers; nothing is reported to anyone.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="consumers">Adds the consumers, whose definitions name their endpoints.</param>
    /// <param name="transport">Chooses what carries the messages.</param>
    public static IServiceCollection AddBus(
        this IServiceCollection services, Action<IBusRegistrationConfigurator> consumers, Action<IBusRegistrationConfigurator> transport)
    {
        ArgumentNullException.ThrowIfNull(consumers);
        ArgumentNullException.ThrowIfNull(transport);
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
            transport(bus);
        });
    }
}
