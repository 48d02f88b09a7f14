namespace MoTE.Indexing.Servers;

/// <summary>Programs that are installed on this machine, or by the checkout's setup.</summary>
public static class InstalledProgram
{
    /// <summary>Finds one on the PATH, or in a folder of the checkout.</summary>
    /// <param name="name">File name.</param>
    /// <param name="folderOfCheckout">Relative to the checkout.</param>
    /// <returns>Full path; null when there is none.</returns>
    public static string? Find(string name, string folderOfCheckout)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return path.Concat(Above(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, folderOfCheckout))).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
