using System.Net;

namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>Looks up the network addresses of a name.</summary>
internal interface INameResolver
{
    /// <summary>Every address of a name, best first.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such name, or nobody answers.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken);
}
