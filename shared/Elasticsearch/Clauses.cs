using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Clauses of queries.</summary>
internal static class Clauses
{
    // What date_nanos can hold.
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Latest = new(2262, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JsonObject Term(string field, JsonNode value) => new() { ["term"] = new JsonObject { [field] = value } };

    public static JsonObject Terms(string field, IEnumerable<string> values) =>
        new() { ["terms"] = new JsonObject { [field] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]) } };

    public static JsonObject Range(string field, string relation, JsonNode value) => new() { ["range"] = new JsonObject { [field] = new JsonObject { [relation] = value } } };

    public static JsonObject Range(string field, string relation, DateTimeOffset time) => Range(field, relation, JsonValue.Create(Text(Clamp(time))));

    /// <summary>A keyword contains a text as it is.</summary>
    public static JsonObject Contains(string field, string text)
    {
        var pattern = new StringBuilder("*");
        foreach (var character in text)
        {
            if (character is '*' or '?' or '\\')
                _ = pattern.Append('\\');
            _ = pattern.Append(character);
        }

        return new JsonObject { ["wildcard"] = new JsonObject { [field] = new JsonObject { ["value"] = pattern.Append('*').ToString() } } };
    }

    /// <summary>Documents that fulfil every clause, without scores.</summary>
    public static JsonObject All(params IEnumerable<JsonNode> clauses) => new() { ["bool"] = new JsonObject { ["filter"] = new JsonArray([.. clauses]) } };

    /// <summary>Documents that fulfil one clause at least.</summary>
    public static JsonObject Any(params IEnumerable<JsonNode> clauses) =>
        new() { ["bool"] = new JsonObject { ["should"] = new JsonArray([.. clauses]), ["minimum_should_match"] = 1 } };

    public static JsonObject Ascending(string field) => new() { [field] = "asc" };

    public static JsonObject Descending(string field) => new() { [field] = "desc" };

    /// <summary>A time as it is stored: UTC with seven digits of a second.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time that was stored.</summary>
    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static DateTimeOffset Clamp(DateTimeOffset time) => time < Earliest ? Earliest : time > Latest ? Latest : time;
}
