using MoTE.Indexing.Servers;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Servers.Elasticsearch;
using MoTE.Indexing.Servers.RabbitMq;

namespace MoTE.Indexing.Soak.Services;

/// <summary>The three servers, installed on this machine and started for this run, because they are going to be killed; and a proxy before one of them.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(10);
    private readonly List<IAsyncDisposable> _owned = [];

    private Backend(InstalledRabbitMq broker, InstalledAzurite blobs, ElasticsearchNode index, RefusingProxy proxy)
    {
        (Broker, Blobs, Index, Proxy) = (broker, blobs, index, proxy);
        _owned.AddRange([proxy, index, blobs, broker]);
    }

    public InstalledRabbitMq Broker { get; }

    public InstalledAzurite Blobs { get; }

    public ElasticsearchNode Index { get; }

    /// <summary>Services reach Elasticsearch through it.</summary>
    public RefusingProxy Proxy { get; }

    /// <summary>What is not installed here, in a sentence; null when all of it is.</summary>
    public static string? Missing() => (InstalledRabbitMq.Program, InstalledAzurite.Program, ElasticsearchRelease.Newest.Home) switch
    {
        (null, _, _) => "rabbitmq-server is not installed.",
        (_, null, _) => "azurite-blob is not installed (infra/setup.sh --tests installs it where npm is).",
        (_, _, null) => $"{ElasticsearchRelease.Newest.HomeVariable} names no folder of Elasticsearch.",
        _ => null,
    };

    /// <summary>Starts all of them.</summary>
    public static async Task<Backend> StartAsync(int seed, CancellationToken cancellationToken)
    {
        var broker = InstalledRabbitMq.StartAsync(InstalledRabbitMq.Program!, cancellationToken);
        var blobs = InstalledAzurite.StartAsync(InstalledAzurite.Program!, cancellationToken);
        var index = await ElasticsearchNode.StartAsync(ElasticsearchRelease.Newest.Home!, StartLimit, cancellationToken);
        var refusal = new { error = new { type = "es_rejected_execution_exception", reason = "refused by a proxy" } };
        var proxy = await RefusingProxy.StartAsync(index.Address, FreePort.Next(), seed, refusal, cancellationToken);
        return new Backend(await broker, await blobs, index, proxy);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            await owned.DisposeAsync();
        }
    }
}
