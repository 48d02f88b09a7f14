namespace MoTE.Indexing.Domain;

/// <summary>Requests that must not be forgotten with the process, for deployments whose transport forgets.</summary>
public interface IPendingRequests
{
    /// <summary>Keeps a request; an older one for the same source is replaced.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be written.</exception>
    Task KeepAsync(PendingRequest request, CancellationToken cancellationToken);

    /// <summary>All that are kept, in the order of their sources.</summary>
    Task<IReadOnlyList<PendingRequest>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Forgets the request for a source: it was answered.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> ForgetAsync(string source, CancellationToken cancellationToken);
}
