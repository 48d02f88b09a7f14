using System.Text.RegularExpressions;

namespace MoTE.Indexing.Storage;

/// <summary>The rule for names of artifacts, which keeps every name inside its video's folder.</summary>
internal static partial class ArtifactName
{
    private const int LongestName = 200;

    /// <summary>Returns a valid name.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    public static string Check(string name) => name.Length <= LongestName && Valid().IsMatch(name)
        ? name
        : throw new ArgumentException(
            $"'{name}' names no artifact: expected at most {LongestName} lower-case letters, digits, dots and hyphens, with slashes between parts that begin with a letter or digit.", nameof(name));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.\-]*(/[a-z0-9][a-z0-9.\-]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();
}
