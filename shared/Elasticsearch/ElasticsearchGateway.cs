using System.Text.Json.Nodes;
using Elastic.Transport;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Speaks with Elasticsearch: one request, one answer, and failures in sentences.</summary>
/// <remarks>Every request that is sent here may be sent twice: it names its documents, or states the version that it changes.</remarks>
internal sealed class ElasticsearchGateway
{
    private readonly ITransport _transport;
    private readonly Backoff _backoff;
    private volatile bool _isSupported;

    public ElasticsearchGateway(IOptions<ElasticsearchOptions> options, TimeProvider clock)
    {
        Options = options.Value;
        _backoff = new Backoff(Options.Retries, clock);
        _transport = new DistributedTransport(Configuration(Options));
    }

    public ElasticsearchOptions Options { get; }

    /// <summary>Sends a request; tries again, a bounded number of times, when no node takes it.</summary>
    /// <param name="method">Of HTTP.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="body">JSON, or lines of it; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A success, 404 or 409.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be reached, is overloaded, refuses the credentials, or is of too old a release.</exception>
    /// <exception cref="ElasticsearchRequestException">It does not understand the request.</exception>
    public async Task<ElasticsearchAnswer> SendBytesAsync(HttpMethod method, string path, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        if (!_isSupported)
            await CheckReleaseAsync(cancellationToken).ConfigureAwait(false);
        return await TrySendAsync(method, path, body, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="SendBytesAsync"/>
    public Task<ElasticsearchAnswer> SendAsync<TBody>(HttpMethod method, string path, TBody body, CancellationToken cancellationToken) =>
        SendBytesAsync(method, path, ElasticsearchJson.Bytes(body), cancellationToken);

    /// <inheritdoc cref="SendBytesAsync"/>
    public Task<ElasticsearchAnswer> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken) =>
        SendBytesAsync(method, path, body: null, cancellationToken);

    // Once for each process, with its first request.
    private async Task CheckReleaseAsync(CancellationToken cancellationToken)
    {
        var answer = await TrySendAsync(HttpMethod.GET, "/", body: null, cancellationToken).ConfigureAwait(false);
        var number = (string?)answer.Read<JsonObject>()["version"]?["number"];
        if (!ElasticsearchVersion.IsSupported(number))
            throw new StoreUnavailableException(ElasticsearchVersion.Refusal(number));
        _isSupported = true;
    }

    private async Task<ElasticsearchAnswer> TrySendAsync(HttpMethod method, string path, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var response = await _transport
                .RequestAsync<BytesResponse>(new EndpointPath(method, path), body is { } bytes ? PostData.ReadOnlyMemory(bytes) : null, null, null, cancellationToken)
                .ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            var call = response.ApiCallDetails;
            if (call.HttpStatusCode is (>= 200 and < 300) or 404 or 409)
                return new ElasticsearchAnswer(call.HttpStatusCode.Value, response.Body);
            if (!ElasticsearchFailure.IsPassing(call) || !await _backoff.WaitAsync(attempt, cancellationToken).ConfigureAwait(false))
                throw ElasticsearchFailure.Of(call, response.Body, Options.Addresses);
        }
    }

    private static TransportConfigurationDescriptor Configuration(ElasticsearchOptions options)
    {
        // The waits between attempts are ours, so that a single node gets them too. Vectors do not get smaller by compression, but slower.
        var configuration = new TransportConfigurationDescriptor(new StaticNodePool(options.Addresses))
            .RequestTimeout(options.RequestTimeout)
            .MaximumRetries(0)
            .DisablePing()
            .EnableHttpCompression(false)
            .DisableMetaHeader()
            .ThrowExceptions(false);
        if (options.ApiKey is { } key)
            configuration = configuration.Authentication(new ApiKey(key));
        else if (options is { Username: { } user, Password: { } password })
            configuration = configuration.Authentication(new BasicAuthentication(user, password));
        return options.CertificateAuthorityFile is { } file
            ? configuration.ServerCertificateValidationCallback(new CertificateAuthority(file).Accepts)
            : configuration;
    }
}
