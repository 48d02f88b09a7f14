using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using MoTE.Indexing.AzureStorage;
using MoTE.Indexing.Elasticsearch;
using MoTE.Indexing.Embedding;
using MoTE.Indexing.Indexing;
using MoTE.Indexing.Ingest;
using MoTE.Indexing.Media;
using MoTE.Indexing.Processes;
using MoTE.Indexing.RabbitMq;
using MoTE.Indexing.Search.Web;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Integration;

/// <summary>What <c>infra/docs/options.md</c> says, against the options classes of the services.</summary>
public sealed partial class OptionsPageTests
{
    private const string Section = "SectionName";

    // Their defaults depend on the machine, so the page has words for them.
    private static readonly string[] ByProcessors = ["Embedding:ChunksAtOnce", "Web:SearchesMost", "Playback:Conversion:Threads"];

    // One type of each assembly that has options.
    private static readonly Type[] Assemblies =
    [
        typeof(ServiceOptions), typeof(RabbitMqOptions), typeof(AzureStorageOptions), typeof(ElasticsearchOptions), typeof(MediaOptions), typeof(IngestOptions), typeof(EmbeddingOptions),
        typeof(IndexingOptions), typeof(WebOptions),
    ];

    [Fact]
    public void Page_EveryOption_IsThereWithItsDefault()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "infra", "docs", "options.md"));
        var rows = Rows().Matches(page).Select(row => (Option: row.Groups["option"].Value, Default: row.Groups["default"].Value)).ToList();

        var options = Assemblies.SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => type.GetField(Section) is not null)
            .SelectMany(type => Options((string)type.GetField(Section)!.GetRawConstantValue()!, Activator.CreateInstance(type)!));

        Assert.Equal(
            options.Select(option => ByProcessors.Contains(option.Name) ? $"{option.Name} = words" : $"{option.Name} = {option.Default}").Order(StringComparer.Ordinal),
            rows.Select(row => ByProcessors.Contains(row.Option) ? $"{row.Option} = {(row.Default.Contains('`') ? row.Default : "words")}" : $"{row.Option} = {row.Default}").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, string Default)> Options(string section, object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var (name, value) = ($"{section}:{property.Name}", property.GetValue(options));
            if (value is not null && value.GetType().Namespace!.StartsWith("MoTE", StringComparison.Ordinal) && value is not Enum)
            {
                foreach (var inner in Options(name, value))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (name, Text(value) is { Length: > 0 } text ? $"`{text}`" : "");
            }
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        bool isSet => isSet ? "true" : "false",
        string text => text,
        IEnumerable several => string.Join(", ", several.Cast<object>()),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    [GeneratedRegex(@"^\| `(?<option>[\w:]+)` \| (?<default>.*?) ?\| [^|]+ \|\s*$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
