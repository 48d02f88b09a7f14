using Elastic.Transport;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Entries of the catalogue one by one: read as they are this moment, changed only if nobody else did.</summary>
internal sealed class VideoEntries(ElasticsearchGateway gateway, IndexNames names, TimeProvider clock)
{
    private const int Attempts = 100;

    /// <summary>What is stored of a video; null for nothing.</summary>
    public async Task<VideoDocument?> FindAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken) =>
        (await ReadAsync(IdOf(id, modelFingerprint), cancellationToken).ConfigureAwait(false))?.Source;

    /// <summary>Changes an entry in one step.</summary>
    /// <param name="id">The video.</param>
    /// <param name="modelFingerprint">The model.</param>
    /// <param name="change">Given the entry as it is, or null when there is none, the entry as it shall be, or null to leave all as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The entry before and as it is now.</returns>
    public async Task<(VideoDocument? Before, VideoDocument? Now)> ChangeAsync(
        VideoId id, string modelFingerprint, Func<VideoDocument?, VideoDocument?> change, CancellationToken cancellationToken)
    {
        var name = IdOf(id, modelFingerprint);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await ReadAsync(name, cancellationToken).ConfigureAwait(false);
            var before = stored?.Source;
            if (change(before) is not { } now)
                return (before, before);

            // Whoever was overtaken reads again; a wait by chance keeps many from overtaking each other for ever.
            if (await WriteAsync(name, now, stored, cancellationToken).ConfigureAwait(false))
                return (before, now);
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 20)), clock, cancellationToken).ConfigureAwait(false);
        }

        throw new StoreUnavailableException(
            $"The entry of video {id} in Elasticsearch is changed by others without a pause: try again.", new TimeoutException($"{Attempts} attempts met another version."));
    }

    private static string IdOf(VideoId id, string modelFingerprint) => $"{id}-{modelFingerprint}";

    private async Task<StoredDocument<VideoDocument>?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await gateway.SendAsync(HttpMethod.GET, $"/{names.Catalogue}/_doc/{name}", cancellationToken).ConfigureAwait(false);
        return answer.IsMissing ? null : answer.Read<StoredDocument<VideoDocument>>();
    }

    private async Task<bool> WriteAsync(string name, VideoDocument document, StoredDocument<VideoDocument>? before, CancellationToken cancellationToken)
    {
        var condition = before is null ? "op_type=create" : $"if_seq_no={before.SequenceNumber}&if_primary_term={before.PrimaryTerm}";
        var answer = await gateway.SendAsync(HttpMethod.PUT, $"/{names.Catalogue}/_doc/{name}?require_alias=true&{condition}", document, cancellationToken).ConfigureAwait(false);
        return answer.IsMissing
            ? throw new StoreUnavailableException($"Elasticsearch has no catalogue any more (the alias {names.Catalogue}): make it anew with 'mote-indexing rebuild'.")
            : !answer.IsConflict;
    }
}
