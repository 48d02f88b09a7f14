using Elastic.Transport;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>The rebuild as one document, in an index that is made when the first one is asked for.</summary>
internal sealed class ElasticsearchRebuildRecord(ElasticsearchGateway gateway, IndexNames names, IndexAdmin admin, TimeProvider clock) : IRebuildRecord
{
    private const string DocumentId = "rebuild";
    private const int Attempts = 20;

    /// <inheritdoc/>
    public async Task<Rebuild?> FindAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken).ConfigureAwait(false))?.Source.ToRebuild();

    /// <inheritdoc/>
    public async Task<(bool IsChanged, Rebuild? Now)> ChangeAsync(Func<Rebuild?, Rebuild?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        cancellationToken.ThrowIfCancellationRequested();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await ReadAsync(cancellationToken).ConfigureAwait(false);
            var before = stored?.Source.ToRebuild();
            if (change(before) is not { } now)
                return (false, before);
            if (await WriteAsync(RebuildDocument.Of(now), stored, cancellationToken).ConfigureAwait(false))
                return (true, now);
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 50)), clock, cancellationToken).ConfigureAwait(false);
        }

        throw new StoreUnavailableException("What is known of the rebuild is changed by others without a pause: try again.");
    }

    private async Task<StoredDocument<RebuildDocument>?> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await gateway.SendAsync(HttpMethod.GET, $"/{names.Rebuild}/_doc/{DocumentId}", cancellationToken).ConfigureAwait(false);
        return answer.IsMissing ? null : answer.Read<StoredDocument<RebuildDocument>>();
    }

    private async Task<bool> WriteAsync(RebuildDocument document, StoredDocument<RebuildDocument>? before, CancellationToken cancellationToken)
    {
        if (before is null)
            await admin.CreateAsync(names.RebuildIndex, IndexDefinition.Rebuild(gateway.Options), [names.Rebuild], cancellationToken).ConfigureAwait(false);
        var condition = before is null ? "op_type=create" : $"if_seq_no={before.SequenceNumber}&if_primary_term={before.PrimaryTerm}";
        var answer = await gateway.SendAsync(HttpMethod.PUT, $"/{names.Rebuild}/_doc/{DocumentId}?require_alias=true&{condition}", document, cancellationToken).ConfigureAwait(false);
        return !answer.IsMissing && !answer.IsConflict;
    }
}
