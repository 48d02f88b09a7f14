using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Testing;

[assembly: AssemblyFixture(typeof(AzuriteServer))]

namespace MoTE.Indexing.AzureStorage.Tests;

/// <summary>The stores over a container and a cache folder of their own, as a host has them.</summary>
internal sealed class TestStorage : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly ServiceProvider _services;

    public TestStorage(string connectionString, string? container = null, params (string Key, string Value)[] options)
        : this(connectionString, container, transport: null, options)
    {
    }

    /// <summary>Reaches the store by a transport of one's own.</summary>
    public TestStorage(HttpPipelineTransport transport, string connectionString, params (string Key, string Value)[] options)
        : this(connectionString, container: null, transport, options)
    {
    }

    private TestStorage(string connectionString, string? container, HttpPipelineTransport? transport, (string Key, string Value)[] options)
    {
        Container = container ?? $"test-{Guid.NewGuid():n}";
        var settings = new Dictionary<string, string?>
        {
            ["AzureStorage:ConnectionString"] = connectionString,
            ["AzureStorage:Container"] = Container,
            ["AzureStorage:CacheFolder"] = _cache.Path,
        };
        foreach (var (key, value) in options)
        {
            settings[$"AzureStorage:{key}"] = value;
        }

        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton<TimeProvider>(Clock)
            .AddAzureStorage()
            .AddHealthChecks().AddAzureStorageCheck().Services;
        if (transport is not null)
            _ = services.AddSingleton(new BlobContainer(new BlobContainerClient(connectionString, Container, new BlobClientOptions { Transport = transport })));
        _services = services.BuildServiceProvider();
        Blobs = new BlobContainerClient(connectionString, Container);
    }

    public string Container { get; }

    public string CacheFolder => _cache.Path;

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public BlobContainerClient Blobs { get; }

    public IVideoStore Videos => _services.GetRequiredService<IVideoStore>();

    public IArtifactStore Artifacts => _services.GetRequiredService<IArtifactStore>();

    public IUploadStore Uploads => _services.GetRequiredService<IUploadStore>();

    public HealthCheckService Health => _services.GetRequiredService<HealthCheckService>();

    public AzureStorageKeeper Keeper => _services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<AzureStorageKeeper>().Single();

    /// <summary>Names of the whole blobs whose names begin with a prefix.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string prefix, Azure.Storage.Blobs.Models.BlobStates states = default) =>
        await Blobs.GetBlobsAsync(new Azure.Storage.Blobs.Models.GetBlobsOptions { Prefix = prefix, States = states }).Select(blob => blob.Name).ToListAsync();

    public void Dispose()
    {
        _services.Dispose();
        _cache.Dispose();
    }
}
