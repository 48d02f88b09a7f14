namespace MoTE.Indexing.Demo.Evaluation.Relevance;

/// <summary>What people search real archives for; nothing of it is in the rendered world.</summary>
internal static class RealLifePhrases
{
    private const string Resource = "MoTE.Indexing.Demo.Evaluation.Relevance.real-life-phrases.txt";

    public static IReadOnlyList<string> All { get; } = Read();

    private static string[] Read()
    {
        using var stream = typeof(RealLifePhrases).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without its resource {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
