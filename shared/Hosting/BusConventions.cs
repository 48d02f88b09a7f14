using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace MoTE.Indexing.Hosting;

/// <summary>What every bus of the system has in common, whatever carries its messages.</summary>
public static class BusConventions
{
    /// <summary>Adds a bus with its consumers, which stop at once unless the host says otherwise; nothing is reported to anyone.</summary>
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
            options.ConsumerStopTimeout = StopLimits.AtOnce.Consumers;
            options.StopTimeout = StopLimits.AtOnce.Bus;
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
