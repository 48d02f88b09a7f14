using System.Net;
using System.Net.Sockets;

namespace MoTE.Indexing.EndToEnd;

/// <summary>A line between a client and a server that breaks now and then.</summary>
internal sealed class BreakingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _bytesPerConnection;
    private readonly Uri _server;
    private readonly Task _work;
    private int _breaksLeft;

    /// <param name="server">Where to.</param>
    /// <param name="breaks">Connections that are broken off, the first ones that carry so much.</param>
    /// <param name="bytesPerConnection">Bytes from the client after which one is broken off.</param>
    public BreakingRelay(Uri server, int breaks, int bytesPerConnection)
    {
        (_server, _breaksLeft, _bytesPerConnection) = (server, breaks, bytesPerConnection);
        _listener.Start();
        _work = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Connections that are still going to be broken off.</summary>
    public int BreaksLeft => Volatile.Read(ref _breaksLeft);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = RelayAsync(client);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(_server.Host, _server.Port, _stop.Token);
        _ = far.GetStream().CopyToAsync(near.GetStream(), _stop.Token);
        var (buffer, carried) = (new byte[16 << 10], 0L);
        while (await near.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            carried += count;
            if (carried > _bytesPerConnection && Interlocked.Decrement(ref _breaksLeft) >= 0)
                return;
            await far.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
