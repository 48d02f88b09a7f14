using System.Text.Json.Nodes;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>One new index a model. They are not behind the aliases that queries read, so nobody sees them before they are published.</summary>
internal sealed class ElasticsearchGeneration(
    ElasticsearchOptions options, IndexNames names, SegmentIndices indices, SegmentWriter writer, IndexAdmin admin, TimeProvider clock) : IIndexGeneration
{
    // Name of the index of each model.
    private readonly Dictionary<string, string> _indices = [];
    private bool _isPublished;

    /// <inheritdoc/>
    public async Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        SegmentValidation.Check(video, segments);
        if (segments.Count > 0 && !_indices.ContainsKey(video.ModelFingerprint))
            await AddAsync(video.ModelFingerprint, SegmentWidths.Of(segments[0]), cancellationToken).ConfigureAwait(false);
        if (!_indices.TryGetValue(video.ModelFingerprint, out var index))
            return;
        SegmentValidation.CheckWidths(segments, await indices.WidthsAsync(video.ModelFingerprint, cancellationToken).ConfigureAwait(false));
        await writer.StoreAsync(index, video, chunk, segments, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<int> ClearAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken) =>
        _indices.TryGetValue(modelFingerprint, out var index)
            ? checked((int)await admin.DeleteAsync(index, Clauses.All(Clauses.Term("video_id", id.Value)), cancellationToken).ConfigureAwait(false))
            : 0;

    /// <inheritdoc/>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var before = await indices.ListAsync(names.EverySegmentIndex, cancellationToken).ConfigureAwait(false);
        var retired = before.Where(index => index.IsSearched && _indices.ContainsKey(index.ModelFingerprint)).ToList();
        var actions = retired.SelectMany(index => Aliases(index.ModelFingerprint).Select(alias => Action("remove", index.Name, alias)))
            .Concat(_indices.SelectMany(pair => Aliases(pair.Key).Select(alias => Action("add", pair.Value, alias))))
            .ToArray();
        if (actions.Length > 0 && !await admin.ChangeAliasesAsync([.. actions], cancellationToken).ConfigureAwait(false))
            throw new UserErrorException("The index that was being filled is gone, because another rebuild took its place; the index that is searched is as it was.");
        _isPublished = true;
        if (retired.Count == 0)
            return;

        // Queries that began before are still reading the old indices. Nobody drops those later, so whoever is told to stop waits no longer.
        await Task.Delay(options.RetireAfter, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var index in retired)
        {
            await admin.DropAsync(index.Name, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isPublished)
            return;
        foreach (var index in _indices.Values)
        {
            await admin.DropAsync(index, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the index of a model.</summary>
    internal async Task AddAsync(string modelFingerprint, SegmentWidths widths, CancellationToken cancellationToken) =>
        _indices[modelFingerprint] = await indices.CreateNextAsync(modelFingerprint, widths, cancellationToken).ConfigureAwait(false);

    private static JsonObject Action(string verb, string index, string alias) => new JsonObject { [verb] = new JsonObject { ["index"] = index, ["alias"] = alias } };

    private IEnumerable<string> Aliases(string modelFingerprint) => [names.Read(modelFingerprint), names.Segments];
}
