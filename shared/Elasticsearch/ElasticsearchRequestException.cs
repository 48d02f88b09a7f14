namespace MoTE.Indexing.Elasticsearch;

/// <summary>Elasticsearch does not do what it was asked: a mistake of this program, or an index that is not what it was.</summary>
/// <param name="sentence">What Elasticsearch said.</param>
/// <param name="type">Elasticsearch's name of the error.</param>
internal sealed class ElasticsearchRequestException(string sentence, string? type) : InvalidOperationException(sentence)
{
    /// <summary>A name of an error: there is no such index.</summary>
    public const string NoSuchIndex = "index_not_found_exception";

    /// <summary>A name of an error: there is such an index already.</summary>
    public const string AlreadyThere = "resource_already_exists_exception";

    /// <summary>Elasticsearch's name of the error.</summary>
    public string? Type { get; } = type;
}
