using DotNet.Testcontainers.Builders;
using Xunit;

namespace MoTE.Indexing.Servers.Azurite;

/// <summary>Azurite, the emulator of Azure Blob Storage that its makers keep, used as an assembly fixture: one for all tests, each with a container of its own.</summary>
/// <remarks>In this order: the one that <see cref="AddressVariable"/> names, a container, <c>azurite-blob</c> of this machine or checkout.</remarks>
public sealed class AzuriteServer : IAsyncLifetime
{
    /// <summary>A connection string of one that is there already.</summary>
    public const string AddressVariable = "MOTE_TEST_AZURITE";

    private const string Image = "mcr.microsoft.com/azure-storage/azurite:3.37.0";
    private const int Port = 10000;

    private Func<ValueTask> _stop = () => ValueTask.CompletedTask;
    private string? _connectionString;

    /// <summary>How to reach it; skips the running test where there is none, or fails it where servers are required.</summary>
    public string ConnectionString
    {
        get
        {
            if (_connectionString is not null)
                return _connectionString;
            MissingServer.SkipOrFail("Azurite", $"set {AddressVariable}, start a Docker engine, or install azurite (infra/setup.sh --tests does where npm is).");
            throw new InvalidOperationException("The test goes on without a blob store.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        if (Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } given)
        {
            _connectionString = given;
        }
        else if (await DockerEngine.AnswersAsync(cancellationToken))
        {
            var container = new ContainerBuilder(Image)
                .WithPortBinding(Port, assignRandomHostPort: true)
                .WithCommand("azurite-blob", "--blobHost", "0.0.0.0", "--skipApiVersionCheck", "--disableTelemetry")
                .WithWaitStrategy(Wait.ForUnixContainer().UntilInternalTcpPortIsAvailable(Port))
                .Build();
            _stop = container.DisposeAsync;
            await container.StartAsync(cancellationToken);
            _connectionString = EmulatedAccount.At(container.Hostname, container.GetMappedPublicPort(Port));
        }
        else if (InstalledAzurite.Program is { } program)
        {
            var installed = await InstalledAzurite.StartAsync(program, cancellationToken);
            (_stop, _connectionString) = (installed.DisposeAsync, installed.ConnectionString);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stop();
}
