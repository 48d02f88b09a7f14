using DotNet.Testcontainers.Builders;
using Xunit;

namespace MoTE.Indexing.Servers.Elasticsearch;

/// <summary>A node of Elasticsearch for all tests of a program, without security, each test with indices of its own.</summary>
/// <remarks>In this order: the one that the environment names, a container when a Docker engine answers, an installed one.</remarks>
/// <param name="release">Which release.</param>
public abstract class ElasticsearchServer(ElasticsearchRelease release) : IAsyncLifetime
{
    private const int Port = 9200;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);

    private Func<ValueTask> _stop = () => ValueTask.CompletedTask;
    private Uri? _address;

    /// <summary>Where it listens; skips or fails the running test when there is none (<see cref="MissingServer"/>).</summary>
    public Uri Address
    {
        get
        {
            if (_address is null)
                MissingServer.SkipOrFail($"Elasticsearch ({release.Image})", $"set {release.AddressVariable} to its address, start a Docker engine, or set {release.HomeVariable} to the folder of an installed one.");
            return _address!;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        if (Environment.GetEnvironmentVariable(release.AddressVariable) is { Length: > 0 } address)
        {
            _address = new Uri(address);
        }
        else if (await DockerEngine.AnswersAsync(cancellationToken))
        {
            await StartContainerAsync(cancellationToken);
        }
        else if (release.Home is { } home)
        {
            var node = await ElasticsearchNode.StartAsync(home, StartLimit, cancellationToken);
            (_stop, _address) = (node.DisposeAsync, node.Address);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _stop();
    }

    private async Task StartContainerAsync(CancellationToken cancellationToken)
    {
        var container = new ContainerBuilder(release.Image)
            .WithPortBinding(Port, assignRandomHostPort: true)
            .WithEnvironment("discovery.type", "single-node")
            .WithEnvironment("xpack.security.enabled", "false")
            .WithEnvironment("ES_JAVA_OPTS", $"-Xms{ElasticsearchNode.Heap} -Xmx{ElasticsearchNode.Heap}")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(Port), wait => wait.WithTimeout(StartLimit)))
            .Build();
        _stop = container.DisposeAsync;
        await container.StartAsync(cancellationToken);
        _address = new UriBuilder("http", container.Hostname, container.GetMappedPublicPort(Port)).Uri;
    }
}

/// <summary>The newest release.</summary>
public sealed class NewestElasticsearch() : ElasticsearchServer(ElasticsearchRelease.Newest);

/// <summary>The oldest release.</summary>
public sealed class OldestElasticsearch() : ElasticsearchServer(ElasticsearchRelease.Oldest);
