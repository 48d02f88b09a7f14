namespace MoTE.Indexing.Model.Bundles;

/// <summary>Background candidate classes for a bundle that has no fine-tuning classes: what video archives hold, broadly, in this project's own words.</summary>
/// <remarks>A plain CLIP bundle has no gain (g = 0), so these names serve only to say how much better a query explains a segment than the background does.</remarks>
public static class ArchiveVocabularyNames
{
    private const string Resource = "MoTE.Indexing.Model.Bundles.archive-vocabulary.txt";

    /// <summary>The names, one per class.</summary>
    public static IReadOnlyList<string> Default { get; } = Read();

    private static string[] Read()
    {
        using var stream = typeof(ArchiveVocabularyNames).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without its resource {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
