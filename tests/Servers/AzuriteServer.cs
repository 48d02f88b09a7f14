using System.Diagnostics;
using System.Globalization;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Xunit;

namespace MoTE.Indexing.Servers;

/// <summary>Azurite, the emulator of Azure Blob Storage that its makers keep, for all tests of a program.</summary>
/// <remarks>
/// By <see cref="AddressVariable"/>; else in a container, when a Docker engine answers; else the installed program: on the PATH, or where
/// <c>infra/setup.sh --tests</c> puts it.
/// </remarks>
public sealed class AzuriteServer : IAsyncLifetime
{
    /// <summary>A connection string of a running one.</summary>
    public const string AddressVariable = "MOTE_TEST_AZURITE";

    private const string Image = "mcr.microsoft.com/azure-storage/azurite:3.37.0";
    private const string Program = "azurite-blob";
    private const int Port = 10000;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    // The account that every Azurite has; published with it.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private IContainer? _container;
    private ServerProcess? _process;
    private DirectoryInfo? _folder;
    private string? _connectionString;
    private string _missing = "";

    /// <summary>How to reach it; skips or fails the running test when there is none (<see cref="MissingServer"/>).</summary>
    public string ConnectionString
    {
        get
        {
            if (_connectionString is null)
                MissingServer.SkipOrFail("Azurite", _missing);
            return _connectionString!;
        }
    }

    /// <summary>A connection string for an emulated account at a port of this machine.</summary>
    public static string ConnectionStringOf(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://{host}:{port}/{Account};");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _connectionString = Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } given ? given : await StartContainerAsync() ?? await StartProcessAsync();
        _missing = $"{AddressVariable} is not set, no Docker engine answers, and {Program} is not installed (infra/setup.sh --tests installs it where npm is).";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_container is not null)
            await _container.DisposeAsync();
        if (_process is not null)
            await _process.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    private async Task<string?> StartContainerAsync()
    {
        try
        {
            _container = new ContainerBuilder(Image)
                .WithPortBinding(Port, assignRandomHostPort: true)
                .WithCommand(Program, "--blobHost", "0.0.0.0", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry")
                .WithWaitStrategy(Wait.ForUnixContainer().UntilInternalTcpPortIsAvailable(Port))
                .Build();
        }
        catch (DockerUnavailableException)
        {
            return null;
        }

        await _container.StartAsync();
        return ConnectionStringOf(_container.Hostname, _container.GetMappedPublicPort(Port));
    }

    private async Task<string?> StartProcessAsync()
    {
        if (InstalledProgram.Find(Program, Path.Combine("artifacts", "tools", "azurite", "node_modules", ".bin")) is not { } program)
            return null;
        _folder = Directory.CreateTempSubdirectory("mote-azurite-");
        var port = FreePort.Next();
        var start = new ProcessStartInfo(program, ["--location", _folder.FullName, "--blobHost", "127.0.0.1", "--blobPort", port.ToString(CultureInfo.InvariantCulture), "--skipApiVersionCheck", "--disableTelemetry", "--silent"]);
        using var client = new HttpClient();
        _process = await ServerProcess.StartAsync(start, cancellationToken => AnswersAsync(client, port, cancellationToken), StartLimit, CancellationToken.None);
        return ConnectionStringOf("127.0.0.1", port);
    }

    // Any answer will do: without a signature it is a refusal.
    private static async Task<bool> AnswersAsync(HttpClient client, int port, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/{Account}"), cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
