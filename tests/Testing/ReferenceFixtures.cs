using Xunit;

namespace MoTE.Indexing.Testing;

/// <summary>
/// Where the reference data lies: outputs of the published implementation on small random models. The folder named by
/// <c>MOTE_REFERENCE_FIXTURES</c>, or the repository's own copy, which leaves some of it out for size.
/// </summary>
public static class ReferenceFixtures
{
    /// <summary>The environment variable that names another folder.</summary>
    public const string Variable = "MOTE_REFERENCE_FIXTURES";

    /// <summary>The folder in use; full path.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(Repository.Root, "tests", "Model.Tests", "Fixtures");

    /// <summary>True when the folder holds the file or folder.</summary>
    /// <param name="relative">Path inside the folder, with forward slashes.</param>
    public static bool Has(string relative) => Path.Exists(Path.Combine(Folder, relative));

    /// <summary>Full path of a file or folder; the running test is skipped, with the reason, where it is absent.</summary>
    /// <param name="relative">Path inside the folder, with forward slashes.</param>
    public static string Require(string relative)
    {
        Assert.SkipUnless(Has(relative), $"{relative} is not in {Folder}; {Variable} can name a folder that has it.");
        return Path.Combine(Folder, relative);
    }
}
