namespace MoTE.Indexing.Browser.Tests.Fixtures;

/// <summary>Folders of the repository that the tests were built in.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    /// <summary>The sample videos.</summary>
    public static string Samples => Path.Combine(Root, "infra", "samples");

    /// <summary>Pictures of the documentation.</summary>
    public static string Images => Path.Combine(Root, "infra", "docs", "images");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MoTE.Indexing.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
