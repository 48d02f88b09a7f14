using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>New indices beside those that are searched, and an alias that changes over.</summary>
internal sealed class ElasticsearchGenerations(
    ElasticsearchGateway gateway, IndexNames names, SegmentIndices indices, SegmentWriter writer, IndexAdmin admin, TimeProvider clock) : IIndexGenerations
{
    /// <inheritdoc/>
    public async Task<IIndexGeneration> BeginAsync(CancellationToken cancellationToken)
    {
        var there = await indices.ListAsync(names.EverySegmentIndex, cancellationToken).ConfigureAwait(false);
        var generation = new ElasticsearchGeneration(gateway.Options, names, indices, writer, admin, clock);

        // Made before what was left is dropped, so that none has the name of one that somebody may still think is his.
        foreach (var model in there.DistinctBy(index => index.ModelFingerprint))
        {
            await generation.AddAsync(model.ModelFingerprint, model.Widths, cancellationToken).ConfigureAwait(false);
        }

        foreach (var left in there.Where(index => !index.IsSearched))
        {
            await admin.DropAsync(left.Name, cancellationToken).ConfigureAwait(false);
        }

        return generation;
    }
}
