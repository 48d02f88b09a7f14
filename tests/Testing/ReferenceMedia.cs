using Xunit;

namespace MoTE.Indexing.Testing;

/// <summary>Real clips to try things on: the folder named by <c>MOTE_REFERENCE_MEDIA</c>. Their licences keep them out of the repository.</summary>
public static class ReferenceMedia
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "MOTE_REFERENCE_MEDIA";

    /// <summary>The folder; null where none is named.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? Path.GetFullPath(named) : null;

    /// <summary>Full path of a clip; the running test is skipped, with the reason, where there are none.</summary>
    /// <param name="relative">Path inside the folder, with forward slashes; empty for the folder itself.</param>
    public static string Require(string relative)
    {
        Assert.SkipWhen(Folder is null, $"{Variable} names no folder of reference clips.");
        return Path.Combine(Folder!, relative);
    }
}
