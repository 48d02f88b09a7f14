using System.Text.Json.Nodes;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Settings and mappings of an index, from the files in <c>infra/elasticsearch</c>.</summary>
internal static class IndexDefinition
{
    /// <summary>The script that scores a segment.</summary>
    public static string ScoreScript { get; } = Resource("score.painless");

    /// <summary>The script that describes a segment anew.</summary>
    public static string DescribeScript { get; } = Resource("describe.painless");

    /// <summary>The catalogue's index.</summary>
    public static JsonObject Catalogue(ElasticsearchOptions options) => Read("catalogue.json", options);

    /// <summary>The index of what is known of the rebuild.</summary>
    public static JsonObject Rebuild(ElasticsearchOptions options) => Read("rebuild.json", options);

    /// <summary>An index for the segments of one model.</summary>
    public static JsonObject Segments(ElasticsearchOptions options, string modelFingerprint, SegmentWidths widths)
    {
        var definition = Read("segments.json", options);
        definition["settings"]!["index"]!["number_of_shards"] = options.Shards;
        var meta = definition["mappings"]!["_meta"]!;
        meta["model_fingerprint"] = modelFingerprint;
        meta["vector"] = widths.Vector;
        meta["nearest"] = widths.Nearest;
        meta["fit"] = widths.Fit;
        var properties = definition["mappings"]!["properties"]!;
        foreach (var field in new[] { "embedding", "spatial", "temporal" })
        {
            properties[field]!["dims"] = widths.Vector;
        }

        properties["embedding"]!["index_options"]!["type"] = options.VectorLayout == VectorLayout.BbqHnsw ? "bbq_hnsw" : "int8_hnsw";
        return definition;
    }

    private static JsonObject Read(string name, ElasticsearchOptions options)
    {
        var definition = JsonNode.Parse(Resource(name))!.AsObject();
        definition["settings"]!["index"]!["number_of_replicas"] = options.Replicas;
        return definition;
    }

    private static string Resource(string name)
    {
        using var stream = typeof(IndexDefinition).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
