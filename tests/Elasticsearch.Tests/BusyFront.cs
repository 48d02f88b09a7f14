using System.Net;
using System.Text;
using MoTE.Indexing.Servers;

namespace MoTE.Indexing.Elasticsearch.Tests;

/// <summary>Stands before a node and answers some requests itself, as a busy node would; hands on all others.</summary>
internal sealed class BusyFront : IAsyncDisposable
{
    private readonly HttpClient _node;
    private readonly HttpListener _listener = new();
    private readonly Func<string, string, (int Status, string Body)?> _answer;
    private readonly Task _serving;

    /// <param name="node">Who really answers.</param>
    /// <param name="answer">Given path and body, the answer; null to hand the request on.</param>
    public BusyFront(Uri node, Func<string, string, (int Status, string Body)?> answer)
    {
        _node = new HttpClient { BaseAddress = node };
        _answer = answer;
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
        _node.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context.Request, context.Response);
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        using var reader = new StreamReader(request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var (status, text) = _answer(request.Url!.AbsolutePath, body) ?? await HandOnAsync(request, body);
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers["X-elastic-product"] = "Elasticsearch";
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        response.Close();
    }

    private async Task<(int Status, string Body)> HandOnAsync(HttpListenerRequest request, string body)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.HttpMethod), request.Url!.PathAndQuery);
        if (body.Length > 0)
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _node.SendAsync(message);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
