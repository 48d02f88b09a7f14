using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MoTE.Indexing.Servers;

/// <summary>Passes HTTP requests on to a server of this machine, refuses some of them, or breaks them off as a server does that is away.</summary>
public sealed class RefusingProxy : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly WebApplication _proxy;
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly object? _complaint;
    private Refusal? _refusal;

    private RefusingProxy(Uri server, Uri address, WebApplication proxy, int seed, object? complaint) =>
        (_server, Address, _proxy, _random, _complaint) = (server, address, proxy, new Random(seed), complaint);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Requests that were refused so far.</summary>
    public int Refused { get; private set; }

    /// <summary>Starts one on a port of the loopback interface.</summary>
    /// <param name="server">Where requests are passed on to.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="seed">Decides which requests are refused where only a share is.</param>
    /// <param name="complaint">What a refusal says, as JSON; null for nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RefusingProxy> StartAsync(Uri server, int port, int seed, object? complaint, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(port);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        var proxy = new RefusingProxy(server, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")), app, seed, complaint);
        app.Run(proxy.AnswerAsync);
        await app.StartAsync(cancellationToken);
        return proxy;
    }

    /// <summary>Refuses requests from now on.</summary>
    /// <param name="status">The answer.</param>
    /// <param name="share">Of the requests that are refused, from 0 to 1.</param>
    /// <param name="method">Only requests of this method; null for all.</param>
    public void Refuse(HttpStatusCode status, double share = 1, string? method = null) => Change(new Refusal(status, share, method));

    /// <summary>Breaks all requests off from now on.</summary>
    public void Cut() => Change(new Refusal(Status: null, Share: 1, Method: null));

    /// <summary>Passes on everything from now on.</summary>
    public void Pass() => Change(null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _http.Dispose();
    }

    private void Change(Refusal? refusal)
    {
        lock (_lock)
        {
            _refusal = refusal;
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (RefusalOf(context.Request) is { } refusal)
        {
            await RefuseAsync(context, refusal.Status);
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

    private async Task RefuseAsync(HttpContext context, HttpStatusCode? status)
    {
        if (status is not { } answer)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer;
        if (_complaint is not null)
            await context.Response.WriteAsJsonAsync(_complaint, context.RequestAborted);
    }

    private Refusal? RefusalOf(HttpRequest request)
    {
        lock (_lock)
        {
            if (_refusal is not { } refusal || !(refusal.Method is null || HttpMethods.Equals(refusal.Method, request.Method)) || _random.NextDouble() >= refusal.Share)
                return null;
            Refused++;
            return refusal;
        }
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_server, context.Request.Path + context.Request.QueryString));
        if (context.Request.ContentLength is not null || context.Request.Headers.TransferEncoding.Count > 0)
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

    /// <param name="Status">The answer; null to break the request off.</param>
    /// <param name="Share">Of the requests, from 0 to 1.</param>
    /// <param name="Method">Of the requests; null for every one.</param>
    private sealed record Refusal(HttpStatusCode? Status, double Share, string? Method);
}
