using System.Text.Json;
using Azure.Storage.Blobs;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>The four services as processes over a real broker, store and search cluster, with a virtual host, a container and indices of their own.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<ServiceUnderTest> _services = [];
    private readonly Uri _elasticsearch;
    private readonly string _prefix = $"t{Guid.NewGuid():N}";

    private Deployment(VirtualHost broker, string storage, Uri elasticsearch, IReadOnlyDictionary<string, string> further)
    {
        (Broker, _elasticsearch) = (broker, elasticsearch);
        Container = new BlobContainerClient(storage, _prefix);
        var (user, password) = broker.Credentials;
        var settings = new Dictionary<string, string>
        {
            ["MOTE_RabbitMq__Host"] = broker.Address.Host,
            ["MOTE_RabbitMq__Port"] = $"{broker.Address.Port}",
            ["MOTE_RabbitMq__VirtualHost"] = broker.Name,
            ["MOTE_RabbitMq__User"] = user,
            ["MOTE_RabbitMq__Password"] = password,
            ["MOTE_AzureStorage__ConnectionString"] = storage,
            ["MOTE_AzureStorage__Container"] = _prefix,
            ["MOTE_Elasticsearch__Addresses__0"] = elasticsearch.AbsoluteUri,
            ["MOTE_Elasticsearch__IndexPrefix"] = _prefix,
            ["MOTE_Elasticsearch__Replicas"] = "0",
            ["MOTE_Elasticsearch__RetireAfter"] = "00:00:02",
            ["MOTE_Model__Folder"] = Path.Combine(Repository.Root, "infra", "models", "demo"),
        };
        foreach (var (name, value) in further)
        {
            settings[name] = value;
        }

        Settings = settings;
    }

    /// <summary>The broker's virtual host.</summary>
    public VirtualHost Broker { get; }

    /// <summary>The store's container.</summary>
    public BlobContainerClient Container { get; }

    /// <summary>What every service is told.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Where Search is.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Next()}/");

    /// <summary>Those that run.</summary>
    public IReadOnlyList<ServiceUnderTest> Services => _services;

    /// <summary>Starts all four at once; skips the running test where a server is missing.</summary>
    public static Task<Deployment> StartAsync(RabbitMqServer broker, AzuriteServer store, ElasticsearchServer search, CancellationToken cancellationToken) =>
        StartAsync(broker, store, search, new Dictionary<string, string>(), cancellationToken);

    /// <summary>Starts all four with further settings, or others: environment variables.</summary>
    public static async Task<Deployment> StartAsync(
        RabbitMqServer broker, AzuriteServer store, ElasticsearchServer search, IReadOnlyDictionary<string, string> further, CancellationToken cancellationToken)
    {
        var (storage, elasticsearch) = (store.ConnectionString, search.Address);
        var deployment = new Deployment(await broker.NewVirtualHostAsync(), storage, elasticsearch, further);
        try
        {
            string[] names = ["Ingest", "Embedding", "Indexing", "Search"];
            foreach (var starting in names.Select(name => ServiceUnderTest.StartAsync(name, deployment.SettingsOf(name), cancellationToken)).ToList())
            {
                deployment._services.Add(await starting);
            }

            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>A service.</summary>
    public ServiceUnderTest Service(string name) => _services.Single(service => service.Name == name);

    /// <summary>Starts a service that was stopped.</summary>
    public async Task StartAgainAsync(string name, CancellationToken cancellationToken)
    {
        var stopped = Service(name);
        var place = _services.IndexOf(stopped);
        await stopped.DisposeAsync();
        _services[place] = await ServiceUnderTest.StartAsync(name, SettingsOf(name), cancellationToken);
    }

    /// <summary>Documents in all indices of this deployment.</summary>
    public async Task<long> DocumentsAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = _elasticsearch };
        using var refreshed = (await client.PostAsync(new Uri($"{_prefix}*/_refresh", UriKind.Relative), null, cancellationToken)).EnsureSuccessStatusCode();
        var answer = await client.GetStringAsync(new Uri($"{_prefix}*/_count", UriKind.Relative), cancellationToken);
        return JsonDocument.Parse(answer).RootElement.GetProperty("count").GetInt64();
    }

    /// <summary>Runs a command of a service's program, with the settings of that service.</summary>
    public Task<(int ExitCode, string Output, string Error)> RunAsync(string service, string command, CancellationToken cancellationToken) =>
        ServiceUnderTest.RunAsync(service, SettingsOf(service), command, cancellationToken);

    /// <summary>Drops every index, the catalogue among them.</summary>
    public async Task DropIndicesAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = _elasticsearch };
        var indices = JsonDocument.Parse(await client.GetStringAsync(new Uri($"_cat/indices/{_prefix}*?format=json&h=index", UriKind.Relative), cancellationToken)).RootElement;
        foreach (var index in indices.EnumerateArray())
        {
            using var deleted = await client.DeleteAsync(new Uri(index.GetProperty("index").GetString()!, UriKind.Relative), cancellationToken);
        }
    }

    /// <summary>Names of all blobs.</summary>
    public async Task<IReadOnlyList<string>> BlobsAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var blob in Container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        await DropIndicesAsync(CancellationToken.None);
        _ = await Container.DeleteIfExistsAsync();
        await Broker.DisposeAsync();
        _folder.Dispose();
    }

    private Dictionary<string, string> SettingsOf(string name)
    {
        var settings = new Dictionary<string, string>(Settings)
        {
            ["MOTE_AzureStorage__CacheFolder"] = _folder.File($"{name}/videos"),
        };
        if (name == "Search")
        {
            settings["MOTE_Service__Urls"] = Address.GetLeftPart(UriPartial.Authority);
            settings["MOTE_Playback__Folder"] = _folder.File($"{name}/playback");
        }

        return settings;
    }
}
