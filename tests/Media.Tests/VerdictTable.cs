using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Media.Tests;

/// <summary>The verdicts that <c>infra/docs/media.md</c> tells of the reference files.</summary>
internal static class VerdictTable
{
    private const int FileCell = 1;
    private const int OddityCell = 2;

    /// <summary>For each file its verdict and what follows it: display size, end, frames, shots, segments.</summary>
    public static IReadOnlyDictionary<string, string> Rows { get; } = File.ReadLines(Path.Combine(Repository.Root, "infra", "docs", "media.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[FileCell].Trim('`'), cells => Row(cells[(OddityCell + 1)..^1]));

    /// <summary>A row without its first two cells.</summary>
    public static string Row(params string[] cells) => string.Join(" | ", cells);
}
