using System.Text.Json;

namespace MoTE.Indexing.Model.Tests.Tokenization;

/// <summary>A text and what the published tokenizer makes of it.</summary>
internal sealed record ReferenceText(string Text, string? Kind, string? Repaired, int[] Ids)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static ReferenceText[] Read(string path) => JsonSerializer.Deserialize<ReferenceText[]>(File.ReadAllText(path), _json)
        ?? throw new InvalidDataException($"{path} holds no texts.");
}
