using MassTransit;
using MassTransit.RabbitMqTransport.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.RabbitMq;

/// <summary>The transport of many processes: messages live in the queues of a broker until they are handled.</summary>
/// <remarks>Its topology is described in <c>infra/docs/messages.md</c>.</remarks>
public static class RabbitMqBus
{
    // A busy broker takes long to make quorum queues. A declaration that is given up while others wait on the same channel leaves those waiting for ever.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(2);

    /// <summary>Adds the bus with its consumers. At its start every process declares every queue of the system, so that no message goes where nobody has listened yet.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="consumers">Adds the consumers, whose definitions name their endpoints.</param>
    public static IServiceCollection AddRabbitMqBus(this IServiceCollection services, Action<IBusRegistrationConfigurator> consumers)
    {
        _ = services.AddValidatedOptions<RabbitMqOptions>(RabbitMqOptions.SectionName);
        return services.AddBus(consumers, bus =>
        {
            bus.AddRabbitMqConfigureEndpointsCallback((context, name, endpoint) => Configure(endpoint, name, OptionsOf(context)));
            bus.UsingRabbitMq((context, transport) =>
            {
                Configure(transport, OptionsOf(context));
                transport.ConfigureEndpoints(context);
            });
        });
    }

    private static RabbitMqOptions OptionsOf(IServiceProvider services) => services.GetRequiredService<IOptions<RabbitMqOptions>>().Value;

    private static void Configure(IRabbitMqBusFactoryConfigurator transport, RabbitMqOptions options)
    {
        transport.Host(options.Host, (ushort)options.Port, options.VirtualHost, Environment.MachineName, host =>
        {
            host.Username(options.User);
            host.Password(options.Password);
            host.PublisherConfirmation = true;
            host.ContinuationTimeout(LongestAnswer);
            if (options.UseTls)
                host.UseSsl(tls => tls.ServerName = options.TlsServerName ?? options.Host);
        });
        transport.MessageTopology.SetEntityNameFormatter(new ExchangeNames(transport.MessageTopology.EntityNameFormatter));
        RoutedMessages.Configure(transport, options);
        DeadLetterTopology.Configure(transport, options);
    }

    private static void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, string name, RabbitMqOptions options)
    {
        endpoint.PublishFaults = false;     // what fails is a dead letter, with its reason
        if (IsTemporary(endpoint))
        {
            endpoint.DiscardFaultedMessages();
            endpoint.DiscardSkippedMessages();
            return;
        }

        if (RoutedMessages.Has(name))
            endpoint.ConfigureConsumeTopology = false;
        DurableQueue.Configure(endpoint, name, options);
        DeadLetterTopology.Configure(endpoint, name, options);
        StoreOutages.WaitFor(endpoint, options.LongestStoreOutage);
    }

    // Queues that go with their process carry news for those who watch, which nobody misses.
    private static bool IsTemporary(IRabbitMqReceiveEndpointConfigurator endpoint) => endpoint is IRabbitMqReceiveEndpointConfiguration { Settings.AutoDelete: true };
}
