using System.Buffers;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>A document that is to be written or deleted.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Action">First line.</param>
/// <param name="Document">Second line; null for a deletion.</param>
internal sealed record BulkOperation(string Id, byte[] Action, byte[]? Document)
{
    private static ReadOnlySpan<byte> NewLine => "\n"u8;

    /// <summary>Bytes on the wire.</summary>
    public int Length => Action.Length + 1 + (Document is null ? 0 : Document.Length + 1);

    public static BulkOperation Write(string index, string id, string routing, byte[] document) =>
        new(id, ElasticsearchJson.Bytes(new { index = new { _index = IndexNames.Write(index), _id = id, routing, require_alias = true } }), document);

    public static BulkOperation Delete(string index, string id, string routing) =>
        new(id, ElasticsearchJson.Bytes(new { delete = new { _index = IndexNames.Write(index), _id = id, routing, require_alias = true } }), null);

    public void WriteTo(ArrayBufferWriter<byte> target)
    {
        target.Write(Action);
        target.Write(NewLine);
        if (Document is null)
            return;
        target.Write(Document);
        target.Write(NewLine);
    }
}
