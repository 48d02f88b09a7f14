using System.Collections.Concurrent;
using System.Text.Json;
using Elastic.Transport;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>The indices that hold a model's segments.</summary>
internal sealed class SegmentIndices(ElasticsearchGateway gateway, IndexNames names, IndexAdmin admin)
{
    private const int FirstNumber = 1;
    private readonly ConcurrentDictionary<string, SegmentWidths> _widths = new();

    /// <summary>What a model's segments are like; null when it has no index.</summary>
    public async Task<SegmentWidths?> WidthsAsync(string modelFingerprint, CancellationToken cancellationToken)
    {
        if (_widths.TryGetValue(modelFingerprint, out var known))
            return known;
        _ = await ListAsync(modelFingerprint, cancellationToken).ConfigureAwait(false);
        return _widths.TryGetValue(modelFingerprint, out var found) ? found : null;
    }

    /// <summary>The names of a model's indices, those that are being filled too.</summary>
    /// <exception cref="UserErrorException">An index is of another model, or of another version of this program.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(string modelFingerprint, CancellationToken cancellationToken)
    {
        var answer = await gateway.SendAsync(HttpMethod.GET, $"/{names.EveryIndex(modelFingerprint)}/_mapping", cancellationToken).ConfigureAwait(false);
        if (answer.IsMissing)
            return [];
        using var json = JsonDocument.Parse(answer.Body);
        var found = new List<string>();
        foreach (var index in json.RootElement.EnumerateObject())
        {
            var meta = index.Value.GetProperty("mappings").TryGetProperty("_meta", out var element) ? element.Deserialize<IndexMeta>(ElasticsearchJson.Options) : null;
            if (meta is not { Format: IndexMeta.CurrentFormat } || meta.ModelFingerprint != modelFingerprint)
                throw new UserErrorException($"The index {index.Name} was not made by this version of the program for this model: rebuild it with 'mote reindex', or choose another Elasticsearch:IndexPrefix.");
            _widths[modelFingerprint] = new SegmentWidths(meta.Vector, meta.Nearest, meta.Fit);
            found.Add(index.Name);
        }

        return found;
    }

    /// <summary>Makes a model's first index unless it has one.</summary>
    /// <returns>The names of the model's indices.</returns>
    public async Task<IReadOnlyList<string>> EnsureAsync(string modelFingerprint, SegmentWidths widths, CancellationToken cancellationToken)
    {
        if (await ListAsync(modelFingerprint, cancellationToken).ConfigureAwait(false) is { Count: > 0 } there)
            return there;
        await admin.CreateAsync(
            names.Index(modelFingerprint, FirstNumber),
            IndexDefinition.Segments(gateway.Options, modelFingerprint, widths),
            [names.Read(modelFingerprint), names.Segments],
            cancellationToken).ConfigureAwait(false);
        return await ListAsync(modelFingerprint, cancellationToken).ConfigureAwait(false);
    }
}
