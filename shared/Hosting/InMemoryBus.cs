using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace MoTE.Indexing.Hosting;

/// <summary>The transport of one process: messages live in its memory and are forgotten when it ends.</summary>
public static class InMemoryBus
{
    /// <summary>Adds the bus with its consumers.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="consumers">Adds the consumers, whose definitions name their endpoints.</param>
    public static IServiceCollection AddInMemoryBus(this IServiceCollection services, Action<IBusRegistrationConfigurator> consumers) => services.AddBus(
        consumers, bus => bus.UsingInMemory((context, transport) => transport.ConfigureEndpoints(context)));
}
