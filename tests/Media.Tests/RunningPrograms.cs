namespace MoTE.Indexing.Media.Tests;

/// <summary>The programs that run on this machine, as Linux lists them.</summary>
internal static class RunningPrograms
{
    /// <summary>Folders under <c>/proc</c> of those whose arguments name a file.</summary>
    public static string[] On(string path) => Array.FindAll(Directory.GetDirectories("/proc"), folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(path, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
