namespace MoTE.Indexing.Elasticsearch;

/// <summary>Elasticsearch does not do what it was asked: a mistake of this program, or an index that is not what it was.</summary>
/// <param name="sentence">What Elasticsearch said.</param>
/// <param name="type">Elasticsearch's name of the error.</param>
internal sealed class ElasticsearchRequestException(string sentence, string? type) : InvalidOperationException(sentence)
{
    /// <summary>Elasticsearch's name of the error, such as <c>resource_already_exists_exception</c>.</summary>
    public string? Type { get; } = type;
}
