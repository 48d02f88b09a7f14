using System.Globalization;

namespace MoTE.Indexing.Servers;

/// <summary>A process and all that it started, as Linux lists them.</summary>
public static class ProcessTree
{
    /// <summary>The process and its descendants; a process that has ended is left out.</summary>
    public static IReadOnlyList<int> Of(int process)
    {
        var tree = new List<int>();
        Add(process, tree);
        return tree;
    }

    private static void Add(int process, List<int> tree)
    {
        try
        {
            var children = Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task"))
                .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .ToList();
            tree.Add(process);
            foreach (var child in children)
            {
                Add(int.Parse(child, CultureInfo.InvariantCulture), tree);
            }
        }
        catch (Exception ended) when (ended is IOException)
        {
            // It, or one of its threads, ended while it was looked at.
        }
    }
}
