using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MoTE.Indexing.Ingest.Tests.Addresses;

/// <summary>A web server on 127.0.0.1 and 127.0.0.2, with TLS at a second port.</summary>
public sealed class WebServer : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    public WebServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Parse("127.0.0.1"), Port);
            kestrel.Listen(IPAddress.Parse("127.0.0.2"), Port);
            kestrel.Listen(IPAddress.Loopback, SecurePort, listen => listen.UseHttps(SelfSigned()));
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public int Port { get; } = FreePort();

    public int SecurePort { get; } = FreePort();

    /// <summary>Host and path of every request since the last reset.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Forgets what is served and what was asked.</summary>
    public void Reset()
    {
        _answers.Clear();
        Requests.Clear();
    }

    public string Url(string path, string host = "files.example") => $"http://{host}:{Port}{path}";

    public string Serve(string path, RequestDelegate answer)
    {
        _answers[path] = answer;
        return Url(path);
    }

    public string Serve(string path, byte[] bytes) => Serve(path, context =>
    {
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    });

    public string Redirect(string path, string target, int status = 302) => Serve(path, context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = target;
        return Task.CompletedTask;
    });

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=files.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Host.Host}{context.Request.Path.Value}");
        if (_answers.TryGetValue(context.Request.Path.Value!, out var answer))
            return answer(context);
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
