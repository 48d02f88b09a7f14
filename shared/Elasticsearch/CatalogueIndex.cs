namespace MoTE.Indexing.Elasticsearch;

/// <summary>The index of the catalogue, made when the first video is saved.</summary>
internal sealed class CatalogueIndex(ElasticsearchGateway gateway, IndexNames names, IndexAdmin admin)
{
    private volatile bool _isThere;

    /// <summary>Its alias.</summary>
    public string Name => names.Catalogue;

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_isThere)
            return;
        await admin.CreateAsync(names.CatalogueIndex, IndexDefinition.Catalogue(gateway.Options), [names.Catalogue], cancellationToken).ConfigureAwait(false);
        _isThere = true;
    }
}
