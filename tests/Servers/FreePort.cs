using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MoTE.Indexing.Servers;

/// <summary>Ports of the loopback interface that nobody listens on.</summary>
public static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>One that was free a moment ago, and was not given to anyone else of this process.</summary>
    public static int Next()
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            if (Given.TryAdd(port, true))
                return port;
        }
    }
}
