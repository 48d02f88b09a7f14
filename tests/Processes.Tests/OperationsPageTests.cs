using System.Text.RegularExpressions;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Processes.Tests;

/// <summary>What <c>infra/docs/operations.md</c> says of alerts.</summary>
public sealed partial class OperationsPageTests
{
    [Fact]
    public void Alerts_EveryRule_HasItsSection()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "infra", "docs", "operations.md"));
        var rules = Rules().Matches(File.ReadAllText(Path.Combine(Repository.Root, "infra", "telemetry", "alerts.yml"))).Select(rule => rule.Groups[1].Value).ToList();

        Assert.NotEmpty(rules);
        Assert.Equal(rules, Sections().Matches(page).Select(section => section.Groups[1].Value));
    }

    [GeneratedRegex(@"^\s*- alert: (\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Rules();

    [GeneratedRegex(@"^### (\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Sections();
}
