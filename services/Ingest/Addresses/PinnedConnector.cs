using System.Net;
using System.Net.Sockets;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>
/// Connects one download. A name is looked up once, every answer is checked, and connections are made to those answers: a name that leads elsewhere when it
/// is asked again (DNS rebinding) leads nowhere.
/// </summary>
/// <param name="guard">Decides.</param>
/// <param name="resolver">Looks up names.</param>
/// <param name="proxy">The proxy in use; null for none.</param>
/// <param name="within">Time for a look-up, and for a connection.</param>
/// <param name="clock">The clock.</param>
internal sealed class PinnedConnector(AddressGuard guard, INameResolver resolver, IWebProxy? proxy, TimeSpan within, TimeProvider clock)
{
    private readonly Dictionary<string, IReadOnlyList<IPAddress>> _pinned = new(StringComparer.OrdinalIgnoreCase);
    private DnsEndPoint? _proxyOfRequest;

    /// <summary>Looks up and checks where a request is going to go; connections to the host are possible from then on.</summary>
    /// <exception cref="UserErrorException">The name is unknown, or leads to an address that is not allowed.</exception>
    public async Task PinAsync(Uri address, CancellationToken cancellationToken)
    {
        var host = address.IdnHost;
        if (!_pinned.TryGetValue(host, out var found))
            found = _pinned[host] = IPAddress.TryParse(host, out var literal) ? [literal] : await ResolveAsync(host, cancellationToken).ConfigureAwait(false);

        if (!found.All(answer => guard.Allows(answer, address.Port)))
        {
            throw new UserErrorException(found.All(AddressGuard.IsPublic)
                ? $"Port {address.Port} of {host} is not fetched from: only the ports that the settings allow are."
                : $"{host} is not a public address, so it is not fetched from: download the file and index it, or allow that network in the settings.");
        }

        _proxyOfRequest = proxy is null || proxy.IsBypassed(address) || proxy.GetProxy(address) is not { } server ? null : new DnsEndPoint(server.IdnHost, server.Port);
    }

    /// <summary>Connects to the pinned addresses of a host, one after the other until one answers.</summary>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (endPoint.Host == _proxyOfRequest?.Host && endPoint.Port == _proxyOfRequest.Port)
                await socket.ConnectAsync(endPoint, either.Token).ConfigureAwait(false);
            else
                await socket.ConnectAsync([.. _pinned[endPoint.Host]], endPoint.Port, either.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException cause) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut, cause.Message);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var found = await resolver.ResolveAsync(host, either.Token).ConfigureAwait(false);
            return found.Count > 0 ? found : throw new UserErrorException($"There is no server named {host}.");
        }
        catch (SocketException cause)
        {
            throw new UserErrorException($"There is no server named {host}, or nobody can say where it is.", cause);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UserErrorException($"Nobody says where {host} is: the name servers do not answer.", cause);
        }
    }
}
