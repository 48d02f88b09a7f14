using System.Globalization;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MoTE.Indexing.Servers.RabbitMq;

namespace MoTE.Indexing.RabbitMq.Tests.Fixtures;

/// <summary>A process on the bus, in this one: the host of some consumers.</summary>
internal sealed class Worker : IAsyncDisposable
{
    // A declaration whose answer is lost leaves the start of a bus waiting for ever.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly IHost _host;

    private Worker(IHost host) => _host = host;

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    public IServiceProvider Services => _host.Services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Worker> StartAsync(
        VirtualHost broker, Action<IBusRegistrationConfigurator> consumers, Action<IServiceCollection>? services = null, params (string Name, string Value)[] options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        _ = builder.Configuration.AddInMemoryCollection(Configuration(broker).Concat(options.Select(option => KeyValuePair.Create($"{RabbitMqOptions.SectionName}:{option.Name}", (string?)option.Value))));

        // The transport's library keeps the first logger of a process for good, also when its host is gone.
        _ = builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services?.Invoke(builder.Services);
        _ = builder.Services.AddRabbitMqBus(consumers);
        var host = builder.Build();
        await host.StartAsync(Token).WaitAsync(StartLimit, Token);
        return new Worker(host);
    }

    public Task PublishAsync<T>(T message)
        where T : class => Bus.Publish(message, Token);

    /// <summary>Stops as a process does that is told to.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(Token);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static Dictionary<string, string?> Configuration(VirtualHost broker)
    {
        var (user, password) = broker.Credentials;
        return new Dictionary<string, string?>
        {
            ["RabbitMq:Host"] = broker.Address.Host,
            ["RabbitMq:Port"] = broker.Address.Port.ToString(CultureInfo.InvariantCulture),
            ["RabbitMq:VirtualHost"] = broker.Name,
            ["RabbitMq:User"] = user,
            ["RabbitMq:Password"] = password,
        };
    }
}
