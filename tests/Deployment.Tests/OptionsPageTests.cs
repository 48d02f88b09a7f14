using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Deployment.Tests;

/// <summary>What <c>infra/docs/options.md</c> says, against the options classes of the services.</summary>
public sealed partial class OptionsPageTests
{
    // Their defaults depend on the machine, so the page has words for them.
    private static readonly string[] ByProcessors = ["Embedding:ChunksAtOnce", "Web:SearchesMost", "Playback:Conversion:Threads"];

    [Fact]
    public void Page_EveryOption_IsThereWithItsDefault()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "infra", "docs", "options.md"));
        var rows = Rows().Matches(page).Select(row => (Option: row.Groups["option"].Value, Default: row.Groups["default"].Value)).ToList();

        var options = Options.BySection.SelectMany(section => Of(section.Key, Activator.CreateInstance(section.Value)!));

        Assert.Equal(
            options.Select(option => ByProcessors.Contains(option.Name) ? $"{option.Name} = words" : $"{option.Name} = {option.Default}").Order(StringComparer.Ordinal),
            rows.Select(row => ByProcessors.Contains(row.Option) ? $"{row.Option} = {(row.Default.Contains('`') ? row.Default : "words")}" : $"{row.Option} = {row.Default}").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, string Default)> Of(string section, object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var (name, value) = ($"{section}:{property.Name}", property.GetValue(options));
            if (value is not null && value.GetType().Namespace!.StartsWith("MoTE", StringComparison.Ordinal) && value is not Enum)
            {
                foreach (var inner in Of(name, value))
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
