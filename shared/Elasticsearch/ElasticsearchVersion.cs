namespace MoTE.Indexing.Elasticsearch;

/// <summary>Which releases of Elasticsearch the adapter works with.</summary>
internal static class ElasticsearchVersion
{
    private static readonly Version Oldest = new(8, 19);

    /// <summary>Whether a node says of itself that it is new enough.</summary>
    /// <param name="number">Such as <c>9.4.3</c> or <c>9.5.0-SNAPSHOT</c>.</param>
    public static bool IsSupported(string? number) => Version.TryParse(number?.Split('-')[0], out var version) && version >= Oldest;

    /// <summary>What a person is told otherwise.</summary>
    public static string Refusal(string? number) => $"Elasticsearch is {number ?? "of an unknown release"}, but {Oldest} or later is needed: upgrade it, or correct Elasticsearch:Addresses.";
}
