namespace MoTE.Indexing.Servers.Elasticsearch;

/// <summary>A release of Elasticsearch and where one is looked for.</summary>
/// <param name="Image">Its container.</param>
/// <param name="AddressVariable">Names one that is there already, without security, such as <c>http://127.0.0.1:9200</c>.</param>
/// <param name="HomeVariable">Names the folder of an installed one.</param>
public sealed record ElasticsearchRelease(string Image, string AddressVariable, string HomeVariable)
{
    /// <summary>Folder of the installed one; null where none is named.</summary>
    public string? Home => Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } home ? home : null;

    /// <summary>The newest that the product is tested with.</summary>
    public static ElasticsearchRelease Newest { get; } = new("docker.elastic.co/elasticsearch/elasticsearch:9.4.3", "MOTE_TEST_ELASTICSEARCH", "ELASTICSEARCH_HOME");

    /// <summary>The oldest that the product works with.</summary>
    public static ElasticsearchRelease Oldest { get; } = new("docker.elastic.co/elasticsearch/elasticsearch:8.19.13", "MOTE_TEST_ELASTICSEARCH_8", "ELASTICSEARCH_8_HOME");
}
