using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest.Requests;

/// <summary>Nothing is kept: the transport remembers, or whoever asked will ask again.</summary>
internal sealed class NoPendingRequests : IPendingRequests
{
    public Task KeepAsync(PendingRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<PendingRequest>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PendingRequest>>([]);

    public Task<bool> ForgetAsync(string source, CancellationToken cancellationToken) => Task.FromResult(false);
}
