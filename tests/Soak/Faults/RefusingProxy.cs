using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MoTE.Indexing.Soak.Faults;

/// <summary>Passes HTTP requests on to a server of this machine, or refuses a share of them.</summary>
internal sealed class RefusingProxy : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly WebApplication _proxy;
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None }) { Timeout = Timeout.InfiniteTimeSpan };
    private (HttpStatusCode Status, double Share) _refusal;

    private RefusingProxy(Uri server, Uri address, WebApplication proxy, int seed) => (_server, Address, _proxy, _random) = (server, address, proxy, new Random(seed));

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Requests that were refused so far.</summary>
    public int Refused { get; private set; }

    /// <summary>Starts one on a port of the loopback interface.</summary>
    public static async Task<RefusingProxy> StartAsync(Uri server, int port, int seed, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(port);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        var proxy = new RefusingProxy(server, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")), app, seed);
        app.Run(proxy.AnswerAsync);
        await app.StartAsync(cancellationToken);
        return proxy;
    }

    /// <summary>Refuses a share of the requests from now on.</summary>
    public void Refuse(HttpStatusCode status, double share)
    {
        lock (_lock)
        {
            _refusal = (status, share);
        }
    }

    /// <summary>Passes on everything from now on.</summary>
    public void Pass() => Refuse(HttpStatusCode.OK, 0);

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (Refusal() is { } status)
        {
            context.Response.StatusCode = (int)status;
            await context.Response.WriteAsJsonAsync(new { error = new { type = "es_rejected_execution_exception", reason = "refused by a proxy" }, status = (int)status }, context.RequestAborted);
            return;
        }

        try
        {
            await PassOnAsync(context);
        }
        catch (HttpRequestException)
        {
            context.Abort();    // as a server that is away
        }
    }

    private HttpStatusCode? Refusal()
    {
        lock (_lock)
        {
            if (_refusal.Share == 0 || _random.NextDouble() >= _refusal.Share)
                return null;
            Refused++;
            return _refusal.Status;
        }
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_server, context.Request.Path + context.Request.QueryString));
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(context.Request.Body);
        foreach (var header in context.Request.Headers.Where(header => header.Key is not ("Host" or "Connection" or "Transfer-Encoding")))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable()))
                _ = request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
        }

        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Connection" or "Transfer-Encoding")))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
