using System.CommandLine;

namespace MoTE.Indexing.Cli.CommandLine;

/// <summary><c>--tag KEY=VALUE</c>, several times.</summary>
internal static class TagOption
{
    public static Option<string[]> Create(string description)
    {
        var tags = new Option<string[]>("--tag") { Description = description, HelpName = "KEY=VALUE" };
        tags.Validators.Add(result =>
        {
            foreach (var tag in result.Tokens.Where(tag => tag.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"'{tag.Value}' is not a tag: expected KEY=VALUE.");
            }
        });
        return tags;
    }

    /// <summary>What was given; of the same key twice, the last one counts. Null for none.</summary>
    public static Dictionary<string, string>? Read(string[]? tags) => tags is null or []
        ? null
        : tags.Select(tag => tag.Split('=', 2)).GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(pairs => pairs.Key, pairs => pairs.Last()[1], StringComparer.Ordinal);
}
