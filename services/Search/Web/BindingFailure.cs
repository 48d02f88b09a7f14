using System.Text.RegularExpressions;

namespace MoTE.Indexing.Search.Web;

/// <summary>What the framework says when a parameter cannot be read, in our own words.</summary>
internal static partial class BindingFailure
{
    /// <summary>One sentence for a person.</summary>
    /// <param name="message">Such as <c>Failed to bind parameter "int Limit" from "abc".</c></param>
    public static string Sentence(string message) => Unreadable().Match(message) is { Success: true } match
        ? $"{char.ToLowerInvariant(match.Groups["name"].Value[0])}{match.Groups["name"].Value[1..]} cannot be \"{match.Groups["value"].Value}\"."
        : "The request cannot be read: the documentation at /api/docs says what belongs into it.";

    [GeneratedRegex("""^Failed to bind parameter "[^"]* (?<name>[A-Za-z]+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Unreadable();
}
