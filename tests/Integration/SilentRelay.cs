using System.Net;
using System.Net.Sockets;

namespace MoTE.Indexing.Integration;

/// <summary>A line between clients and a server that falls silent: it stays open, but nothing comes over it any more, as with a server that stands still.</summary>
internal sealed class SilentRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly int _bytesBefore;
    private readonly Task _work;

    /// <param name="server">Where to.</param>
    /// <param name="bytesBefore">Bytes from each client after which its connection falls silent in both directions; 0 for a server that never says a word.</param>
    public SilentRelay(Uri server, int bytesBefore)
    {
        (_server, _bytesBefore) = (server, bytesBefore);
        _listener.Start();
        _work = AcceptAsync();
    }

    /// <summary>The port of the loopback interface where clients connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that have fallen silent.</summary>
    public int Silent { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        while (true)
        {
            connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(_server.Host, _server.Port, _stop.Token);
        using var speaking = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var answers = far.GetStream().CopyToAsync(near.GetStream(), speaking.Token);
        var (buffer, left) = (new byte[4 << 10], _bytesBefore);
        while (left > 0 && await near.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), _stop.Token) is > 0 and var count)
        {
            await far.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            left -= count;
        }

        await speaking.CancelAsync();
        await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Silent++;
        await Task.Delay(Timeout.Infinite, _stop.Token);
    }
}
