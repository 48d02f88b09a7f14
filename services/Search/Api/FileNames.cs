namespace MoTE.Indexing.Search.Api;

/// <summary>Names of files that people download, made of texts that may hold anything.</summary>
internal static class FileNames
{
    private const int Longest = 60;

    /// <summary>The letters and digits of a text, in words; something else where there are none.</summary>
    public static string Of(string text, string otherwise)
    {
        var kept = string.Concat(text.Select(character => char.IsLetterOrDigit(character) || character is '-' or '_' ? character : ' '));
        var name = string.Join(' ', kept.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return name.Length == 0 ? otherwise : name[..Math.Min(Longest, name.Length)].TrimEnd();
    }
}
