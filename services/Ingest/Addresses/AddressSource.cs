using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>Videos from http and https addresses: streamed into the store, from public servers only unless the options allow more.</summary>
/// <remarks>
/// What the server says of the type is not asked; the streams decide later. Nothing is resumed: a broken download leaves nothing behind. Redirects are
/// followed here, one by one, and each is checked like the first address.
/// </remarks>
public sealed class AddressSource : IVideoSource
{
    private readonly IVideoStore _store;
    private readonly AddressOptions _options;
    private readonly AddressGuard _guard;
    private readonly INameResolver _resolver;
    private readonly IWebProxy? _proxy;
    private readonly TimeProvider _clock;
    private readonly IProgress<AddressProgress>? _progress;
    private readonly ILogger<AddressSource> _log;

    /// <summary>Prepares downloads.</summary>
    /// <param name="store">Takes the bytes.</param>
    /// <param name="options">Bounds, and what is allowed.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="log">Told which servers are asked; never of user names, passwords or queries.</param>
    /// <param name="progress">Told at most five times a second per download; null for nobody.</param>
    public AddressSource(IVideoStore store, AddressOptions options, TimeProvider clock, ILogger<AddressSource> log, IProgress<AddressProgress>? progress = null)
        : this(store, options, clock, log, progress, new SystemNameResolver(), HttpClient.DefaultProxy)
    {
    }

    internal AddressSource(
        IVideoStore store, AddressOptions options, TimeProvider clock, ILogger<AddressSource> log, IProgress<AddressProgress>? progress, INameResolver resolver, IWebProxy environmentProxy)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        _store = store;
        _options = options;
        _guard = new AddressGuard(options);
        _resolver = resolver;
        _proxy = options.UseEnvironmentProxy ? environmentProxy : null;
        _clock = clock;
        _progress = progress;
        _log = log;
    }

    /// <inheritdoc/>
    public bool Takes(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public async Task<SourcedVideo> StoreAsync(string source, CancellationToken cancellationToken)
    {
        var address = Uri.TryCreate(source, UriKind.Absolute, out var parsed) ? parsed : throw new UserErrorException("The address is not complete or not valid: check its spelling.");
        var connector = new PinnedConnector(_guard, _resolver, _proxy, _options.ConnectWithin, _clock);
        using var http = new HttpClient(Handler(connector, _proxy)) { Timeout = Timeout.InfiniteTimeSpan };
        using var response = await FollowAsync(http, connector, address, cancellationToken).ConfigureAwait(false);
        var server = response.RequestMessage!.RequestUri!;
        var total = response.Content.Headers.ContentLength;
        if (total > _options.LargestBytes)
            throw new UserErrorException($"The file from {server.IdnHost} has {total} bytes, and at most {_options.LargestBytes} are fetched.");

        var body = new BoundedDownload(
            await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false),
            server.IdnHost,
            _options,
            _clock,
            received => _progress?.Report(new AddressProgress(source, received, total)));
        await using (body.ConfigureAwait(false))
        {
            var stored = await _store.AddAsync(body, NameOf(response), cancellationToken).ConfigureAwait(false);
            AddressSourceLog.Fetched(_log, AddressText.Of(server), stored.SizeBytes, stored.Id.Value);
            return new SourcedVideo(stored, AddressText.Of(address));
        }
    }

    private static string NameOf(HttpResponseMessage response)
    {
        var stated = response.Content.Headers.ContentDisposition;
        var inPath = Uri.UnescapeDataString(response.RequestMessage!.RequestUri!.Segments[^1]).Trim('/');
        return stated?.FileNameStar ?? stated?.FileName?.Trim('"') ?? (inPath.Length > 0 ? inPath : response.RequestMessage.RequestUri.IdnHost);
    }

    private static Uri? RedirectOf(HttpResponseMessage response) => response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        ? response.Headers.Location
        : null;

    private static SocketsHttpHandler Handler(PinnedConnector connector, IWebProxy? proxy) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = proxy is not null,
        Proxy = proxy,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint, cancellationToken),
    };

    private async Task<HttpResponseMessage> FollowAsync(HttpClient http, PinnedConnector connector, Uri address, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            Check(address);
            await connector.PinAsync(address, cancellationToken).ConfigureAwait(false);
            AddressSourceLog.Asking(_log, AddressText.Of(address));
            var response = await AskAsync(http, address, cancellationToken).ConfigureAwait(false);
            try
            {
                if (response.StatusCode == HttpStatusCode.OK)
                    return response;
                var next = RedirectOf(response)
                    ?? throw new UserErrorException($"{address.IdnHost} does not give the file: it answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd() + ".");
                if (redirects == _options.MostRedirects)
                    throw new UserErrorException($"The address leads on and on: more than {_options.MostRedirects} redirects are not followed.");
                address = Uri.TryCreate(address, next, out var target) ? target : throw new UserErrorException($"{address.IdnHost} redirects to something that is no address.");
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Dispose();
        }
    }

    private static void Check(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            throw new UserErrorException($"Only http and https addresses are fetched, and this leads to one of {address.Scheme}.");
        if (address.UserInfo.Length > 0)
            throw new UserErrorException($"The address of {address.IdnHost} holds a user name, and such addresses are not fetched, since addresses are shown to others.");
    }

    private async Task<HttpResponseMessage> AskAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_options.AnswerWithin, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("MoTE.Indexing", null));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException cause) when (cause.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new UserErrorException($"The connection to {address.IdnHost} is not secure: its certificate is not valid, or it speaks no TLS.", cause);
        }
        catch (HttpRequestException cause)
        {
            throw new UserErrorException($"{address.IdnHost} cannot be reached at port {address.Port}, or does not speak HTTP: try again later.", cause);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UserErrorException($"{address.IdnHost} did not answer within {_options.AnswerWithin.TotalSeconds:0.#} seconds: try again later.", cause);
        }
    }
}
