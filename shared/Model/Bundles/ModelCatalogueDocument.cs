using System.Text.Json.Serialization;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>The catalogue as its JSON has it: models name their files.</summary>
internal sealed record ModelCatalogueDocument
{
    public required int FormatVersion { get; init; }

    public required IReadOnlyList<PublishedFile> Files { get; init; }

    public required IReadOnlyList<Entry> Models { get; init; }

    internal sealed record Entry
    {
        public required string Name { get; init; }

        public required string Description { get; init; }

        public required string Clip { get; init; }

        public string? Mote { get; init; }

        public required string Vocabulary { get; init; }
    }
}

/// <summary>Generated JSON code for catalogues.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ModelCatalogueDocument))]
internal sealed partial class ModelCatalogueJson : JsonSerializerContext;
