using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MoTE.Indexing.Testing;

/// <summary>An HTTP server on this machine that serves one content per path and misbehaves on request.</summary>
public sealed class LoopbackFileServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<string, Resource> _resources = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;

    /// <summary>Begins to listen on a free port.</summary>
    public LoopbackFileServer()
    {
        (_listener, var port) = Listen();
        Address = new Uri($"http://127.0.0.1:{port}/");
        _serving = ServeAsync();
    }

    /// <summary>Root address.</summary>
    public Uri Address { get; }

    /// <summary>Serves a content under a path; what it returns can be told to misbehave.</summary>
    public Resource Serve(string path, byte[] content)
    {
        var resource = new Resource(new Uri(Address, path), content);
        _resources["/" + path] = resource;
        return resource;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Cancel();
        _listener.Close();
        _serving.GetAwaiter().GetResult();
        _closing.Dispose();
    }

    private static (HttpListener Listener, int Port) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return (listener, port);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();   // Somebody took the port in between.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception) when (_closing.IsCancellationRequested)
            {
                return;
            }

            try
            {
                if (_resources.TryGetValue(context.Request.Url!.AbsolutePath, out var resource))
                    await resource.AnswerAsync(context, _closing.Token).ConfigureAwait(false);
                else
                    context.Response.StatusCode = 404;
                context.Response.Close();
            }
            catch (Exception cause) when (cause is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException)
            {
                context.Response.Abort();   // The client went away, or the connection was cut on purpose.
            }
        }
    }

    /// <summary>One content and how it is served.</summary>
    public sealed class Resource
    {
        internal Resource(Uri url, byte[] content)
        {
            Url = url;
            Content = content;
        }

        /// <summary>Its address.</summary>
        public Uri Url { get; }

        /// <summary>What is served; may be exchanged between requests.</summary>
        public byte[] Content { get; set; }

        /// <summary>The strong entity tag, without quotes; null sends none.</summary>
        public string? EntityTag { get; set; } = "v1";

        /// <summary>Whether <c>Range</c> is honoured.</summary>
        public bool AcceptsRanges { get; set; } = true;

        /// <summary>Whether <c>If-Range</c> is honoured.</summary>
        public bool HonoursIfRange { get; set; } = true;

        /// <summary>Whether the length is stated; otherwise the body is chunked.</summary>
        public bool StatesLength { get; set; } = true;

        /// <summary>Statuses to answer with before serving anything, in order.</summary>
        public ConcurrentQueue<int> Refusals { get; } = new();

        /// <summary>For each coming request: cut the connection after so many bytes of the body.</summary>
        public ConcurrentQueue<int> Cuts { get; } = new();

        /// <summary>For each coming request: send so many bytes of the body, then nothing until the client goes away.</summary>
        public ConcurrentQueue<int> Stalls { get; } = new();

        /// <summary>Value of <c>Range</c> of every request; empty where there was none.</summary>
        public ConcurrentQueue<string> Ranges { get; } = new();

        internal async Task AnswerAsync(HttpListenerContext context, CancellationToken closing)
        {
            var response = context.Response;
            var range = context.Request.Headers["Range"] ?? "";
            Ranges.Enqueue(range);
            if (Refusals.TryDequeue(out var status))
            {
                response.StatusCode = status;
                return;
            }

            if (EntityTag is not null)
                response.AddHeader("ETag", $"\"{EntityTag}\"");
            var from = From(context.Request, range);
            if (from >= Content.Length && from > 0)
            {
                response.StatusCode = 416;
                response.AddHeader("Content-Range", $"bytes */{Content.Length}");
                return;
            }

            if (from > 0)
            {
                response.StatusCode = 206;
                response.AddHeader("Content-Range", $"bytes {from}-{Content.Length - 1}/{Content.Length}");
            }

            var body = Content.AsMemory(from);
            if (StatesLength)
                response.ContentLength64 = body.Length;
            else
                response.SendChunked = true;
            if (Cuts.TryDequeue(out var cut))
            {
                await response.OutputStream.WriteAsync(body[..cut], closing).ConfigureAwait(false);
                await response.OutputStream.FlushAsync(closing).ConfigureAwait(false);
                throw new IOException("Cut on purpose.");
            }

            if (Stalls.TryDequeue(out var stall))
            {
                await response.OutputStream.WriteAsync(body[..stall], closing).ConfigureAwait(false);
                await response.OutputStream.FlushAsync(closing).ConfigureAwait(false);
                await ReleaseStall.WaitAsync(closing).ConfigureAwait(false);
                throw new IOException("Stalled on purpose.");
            }

            await response.OutputStream.WriteAsync(body, closing).ConfigureAwait(false);
        }

        /// <summary>Ends a stall; the connection is cut then.</summary>
        public SemaphoreSlim ReleaseStall { get; } = new(0);

        private int From(HttpListenerRequest request, string range)
        {
            if (!AcceptsRanges || range.Length == 0)
                return 0;
            var condition = request.Headers["If-Range"];
            if (HonoursIfRange && condition is not null && condition != $"\"{EntityTag}\"")
                return 0;
            return int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        }
    }
}
