using Testcontainers.RabbitMq;
using Xunit;

namespace MoTE.Indexing.Servers.RabbitMq;

/// <summary>The broker of a test program, used as an assembly fixture: one for all its tests, each with virtual hosts of its own.</summary>
/// <remarks>
/// In this order: the broker that <see cref="AddressVariable"/> and <see cref="ManagementVariable"/> name, a container, <c>rabbitmq-server</c> of this machine.
/// </remarks>
public sealed class RabbitMqServer : IAsyncLifetime
{
    /// <summary>Names a broker that is there already, such as <c>amqp://guest:guest@127.0.0.1:5672</c>; its user may make virtual hosts.</summary>
    public const string AddressVariable = "MOTE_TEST_RABBITMQ";

    /// <summary>Names its management interface, such as <c>http://127.0.0.1:15672</c>.</summary>
    public const string ManagementVariable = "MOTE_TEST_RABBITMQ_MANAGEMENT";

    /// <summary>Names where Prometheus scrapes it, such as <c>http://127.0.0.1:15692</c>.</summary>
    public const string MetricsVariable = "MOTE_TEST_RABBITMQ_METRICS";

    private const string Image = "rabbitmq:4-management";
    private const int ManagementPort = 15672;
    private const int MetricsPort = 15692;

    private Func<ValueTask> _stop = () => ValueTask.CompletedTask;
    private Uri? _broker;
    private Uri? _management;
    private Uri? _metrics;

    /// <summary>Where Prometheus scrapes it.</summary>
    public Uri Metrics => _metrics ?? throw new InvalidOperationException("The test goes on without a broker.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        if (Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } address)
        {
            _broker = new Uri(address);
            _management = new Uri(Environment.GetEnvironmentVariable(ManagementVariable) ?? $"http://{_broker.Host}:{ManagementPort}");
            _metrics = new Uri(Environment.GetEnvironmentVariable(MetricsVariable) ?? $"http://{_broker.Host}:{MetricsPort}");
        }
        else if (await DockerEngine.AnswersAsync(cancellationToken))
        {
            var container = new RabbitMqBuilder(Image).WithPortBinding(ManagementPort, assignRandomHostPort: true).WithPortBinding(MetricsPort, assignRandomHostPort: true).Build();
            _stop = container.DisposeAsync;
            await container.StartAsync(cancellationToken);
            _broker = new Uri(container.GetConnectionString());
            _management = new Uri($"http://{container.Hostname}:{container.GetMappedPublicPort(ManagementPort)}");
            _metrics = new Uri($"http://{container.Hostname}:{container.GetMappedPublicPort(MetricsPort)}");
        }
        else if (InstalledRabbitMq.Program is { } program)
        {
            var installed = await InstalledRabbitMq.StartAsync(program, cancellationToken);
            (_stop, _broker, _management, _metrics) = (installed.DisposeAsync, installed.Broker, installed.Management, installed.Metrics);
        }
    }

    /// <summary>Makes a virtual host; skips the running test where there is no broker, or fails it where servers are required.</summary>
    public async Task<VirtualHost> NewVirtualHostAsync()
    {
        if (_broker is null || _management is null)
        {
            MissingServer.SkipOrFail("RabbitMQ", $"set {AddressVariable}, start a Docker engine, or install rabbitmq-server (infra/setup.sh --tests does on Debian and Ubuntu).");
            throw new InvalidOperationException("The test goes on without a broker.");
        }

        return await VirtualHost.MakeAsync(_broker, new ManagementClient(_management, _broker.UserInfo), TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stop();
}
