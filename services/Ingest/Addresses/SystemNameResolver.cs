using System.Net;

namespace MoTE.Indexing.Ingest.Addresses;

/// <summary>Asks the system.</summary>
internal sealed class SystemNameResolver : INameResolver
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(name, cancellationToken).ConfigureAwait(false);
}
