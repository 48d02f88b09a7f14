using System.Globalization;
using MoTE.Indexing.Servers;
using MoTE.Indexing.Servers.RabbitMq;

namespace MoTE.Indexing.Soak.Services;

/// <summary>The four services as processes over real servers, with a virtual host, a container and indices of their own.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    /// <summary>Time for a service to be ready: machines may be slow and shared.</summary>
    public static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(10);

    private readonly List<SupervisedService> _services = [];

    private Deployment(Backend backend, VirtualHost host, string name, string folder) => (Backend, VirtualHost, Name, Folder) = (backend, host, name, folder);

    public Backend Backend { get; }

    public VirtualHost VirtualHost { get; }

    /// <summary>Name of its container, and prefix of its indices.</summary>
    public string Name { get; }

    /// <summary>Logs, temporary files and caches of the services.</summary>
    public string Folder { get; }

    /// <summary>Every service.</summary>
    public IReadOnlyList<SupervisedService> Services => _services;

    /// <summary>Workers of Embedding.</summary>
    public IEnumerable<SupervisedService> EmbeddingWorkers => _services.Where(service => service.Name.StartsWith("embedding", StringComparison.Ordinal));

    /// <summary>Where Search serves.</summary>
    public required Uri Search { get; init; }

    /// <summary>Starts the services and waits until they are ready.</summary>
    public static async Task<Deployment> StartAsync(Backend backend, DeploymentOptions options, CancellationToken cancellationToken)
    {
        var host = await VirtualHost.MakeAsync(backend.Broker.Broker, new ManagementClient(backend.Broker.Management, backend.Broker.Broker.UserInfo), cancellationToken);
        var search = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}"));
        var deployment = new Deployment(backend, host, $"soak-{Guid.NewGuid().ToString("n")[..8]}", options.Folder) { Search = search };
        try
        {
            deployment.Add("ingest", "Ingest", options);
            deployment.Add("indexing", "Indexing", options);
            deployment.Add("search", "Search", options);
            for (var worker = 1; worker <= options.EmbeddingWorkers; worker++)
            {
                deployment.Add(options.EmbeddingWorkers == 1 ? "embedding" : string.Create(CultureInfo.InvariantCulture, $"embedding-{worker}"), "Embedding", options);
            }

            foreach (var service in deployment._services)
            {
                await service.WaitUntilReadyAsync(ReadyLimit, cancellationToken);
            }

            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>The service of a name.</summary>
    public SupervisedService Service(string name) => _services.Single(service => service.Name == name);

    /// <summary>Ends the services.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }
    }

    private void Add(string name, string service, DeploymentOptions options)
    {
        var folder = Path.Combine(options.Folder, name);
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        var management = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}");
        var environment = new Dictionary<string, string>(Shared(options))
        {
            ["MOTE_Service__ManagementUrl"] = management,
            ["MOTE_AzureStorage__CacheFolder"] = Path.Combine(folder, "cache"),
            ["TMPDIR"] = temporary,
        };
        if (service == "Search")
        {
            environment["MOTE_Service__Urls"] = Search.GetLeftPart(UriPartial.Authority);
            environment["MOTE_Playback__Folder"] = Path.Combine(folder, "playback");
        }

        _services.Add(new SupervisedService(name, ServicePrograms.Of(service), environment, new Uri($"{management}/health/ready"), Path.Combine(folder, "log.txt")));
    }

    private Dictionary<string, string> Shared(DeploymentOptions options)
    {
        var shared = new Dictionary<string, string>
        {
            ["MOTE_Model__Folder"] = options.Model,
            ["MOTE_RabbitMq__Host"] = Backend.Broker.Broker.Host,
            ["MOTE_RabbitMq__Port"] = Backend.Broker.Broker.Port.ToString(CultureInfo.InvariantCulture),
            ["MOTE_RabbitMq__VirtualHost"] = VirtualHost.Name,
            ["MOTE_AzureStorage__ConnectionString"] = Backend.Blobs.ConnectionString,
            ["MOTE_AzureStorage__Container"] = Name,
            ["MOTE_Elasticsearch__Addresses__0"] = Backend.Proxy.Address.ToString(),
            ["MOTE_Elasticsearch__IndexPrefix"] = Name,
            ["MOTE_Elasticsearch__Replicas"] = "0",

            // Rounds that clean up come often, so that what they are for is seen before the end; short videos have several chunks.
            ["MOTE_AzureStorage__RoundEvery"] = "00:00:05",
            ["MOTE_AzureStorage__LeftoverAge"] = "00:00:20",
            ["MOTE_Uploads__RoundEvery"] = "00:00:15",
            ["MOTE_Chunks__ChunkLength"] = "00:00:04",
            ["OMP_NUM_THREADS"] = "1",
        };
        foreach (var (name, value) in options.Environment)
        {
            shared[name] = value;
        }

        return shared;
    }
}
