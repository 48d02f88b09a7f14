using System.Net;
using System.Net.Sockets;

namespace MoTE.Indexing.Servers;

/// <summary>Ports of the loopback interface that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>One that was free a moment ago.</summary>
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
