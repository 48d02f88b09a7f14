using System.Collections.Concurrent;
using System.Text.Json;
using Elastic.Transport;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>The indices that hold segments.</summary>
internal sealed class SegmentIndices(ElasticsearchGateway gateway, IndexNames names, IndexAdmin admin)
{
    private const int FirstNumber = 1;
    private readonly ConcurrentDictionary<string, SegmentWidths> _widths = new();

    /// <summary>What a model's segments are like; null when it has no index.</summary>
    public async Task<SegmentWidths?> WidthsAsync(string modelFingerprint, CancellationToken cancellationToken)
    {
        if (_widths.TryGetValue(modelFingerprint, out var known))
            return known;
        _ = await ListAsync(names.EveryIndex(modelFingerprint), cancellationToken).ConfigureAwait(false);
        return _widths.TryGetValue(modelFingerprint, out var found) ? found : null;
    }

    /// <summary>Indices, those that are being filled too.</summary>
    /// <param name="pattern">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserErrorException">An index is of another version of this program.</exception>
    public async Task<IReadOnlyList<SegmentIndexState>> ListAsync(string pattern, CancellationToken cancellationToken)
    {
        var answer = await gateway.SendAsync(HttpMethod.GET, $"/{pattern}?features=aliases,mappings", cancellationToken).ConfigureAwait(false);
        if (answer.IsMissing)
            return [];
        using var json = JsonDocument.Parse(answer.Body);
        return [.. json.RootElement.EnumerateObject().Select(index => State(index.Name, index.Value))];
    }

    /// <summary>Makes a model's first index unless one is searched.</summary>
    /// <returns>The model's indices.</returns>
    public async Task<IReadOnlyList<SegmentIndexState>> EnsureAsync(string modelFingerprint, SegmentWidths widths, CancellationToken cancellationToken)
    {
        var pattern = names.EveryIndex(modelFingerprint);
        var there = await ListAsync(pattern, cancellationToken).ConfigureAwait(false);
        if (there.Any(index => index.IsSearched))
            return there;
        await CreateAsync(modelFingerprint, FirstNumber, widths, [names.Read(modelFingerprint), names.Segments], cancellationToken).ConfigureAwait(false);
        return await ListAsync(pattern, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes an index that is not searched.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> CreateNextAsync(string modelFingerprint, SegmentWidths widths, CancellationToken cancellationToken)
    {
        var there = await ListAsync(names.EveryIndex(modelFingerprint), cancellationToken).ConfigureAwait(false);
        var number = there.Select(index => IndexNames.NumberOf(index.Name)).Append(FirstNumber).Max() + 1;
        return await CreateAsync(modelFingerprint, number, widths, [], cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> CreateAsync(string modelFingerprint, int number, SegmentWidths widths, IEnumerable<string> aliases, CancellationToken cancellationToken)
    {
        var index = names.Index(modelFingerprint, number);
        var definition = IndexDefinition.Segments(gateway.Options, modelFingerprint, widths);
        await admin.CreateAsync(index, definition, [.. aliases, IndexNames.Write(index)], cancellationToken).ConfigureAwait(false);
        return index;
    }

    private SegmentIndexState State(string name, JsonElement index)
    {
        var meta = index.GetProperty("mappings").TryGetProperty("_meta", out var element) ? element.Deserialize<IndexMeta>(ElasticsearchJson.Options) : null;
        if (meta is not { Format: >= IndexMeta.OldestFormat and <= IndexMeta.CurrentFormat, ModelFingerprint: { } model } || !name.StartsWith(names.Read(model), StringComparison.Ordinal))
            throw new UserErrorException($"The index {name} was not made by this version of the program: delete it and run 'mote-indexing rebuild', or choose another Elasticsearch:IndexPrefix.");
        var widths = new SegmentWidths(meta.Vector, meta.Nearest, meta.Fit);
        _widths[model] = widths;
        return new SegmentIndexState(name, model, widths, index.GetProperty("aliases").TryGetProperty(names.Segments, out _));
    }
}
