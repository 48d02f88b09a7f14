namespace MoTE.Indexing.Model.Encoders;

/// <summary>The sentences that a class name is put into before it is encoded (specification 6.1).</summary>
public static class PromptTemplates
{
    /// <summary>What stands for the class name in a template.</summary>
    public const string Placeholder = "{}";

    private static readonly string[] Openers = ["a photo", "a video", "a example", "a demonstration"]; // "a example": sic

    private static readonly string[] Forms =
    [
        "{}.",
        "a person {}.",
        "a person using {}.",
        "a person doing {}.",
        "a person during {}.",
        "a person performing {}.",
        "a person practicing {}.",
    ];

    /// <summary>The 28 published templates, verbatim and in order: the class features of published models were computed with them.</summary>
    public static IReadOnlyList<string> Published { get; } = [.. Openers.SelectMany(opener => Forms.Select(form => $"{opener} of {form}"))];

    /// <summary>The template with the class name in its place, exactly as the name is written.</summary>
    public static string Fill(string template, string className)
    {
        ArgumentNullException.ThrowIfNull(template);
        return template.Replace(Placeholder, className, StringComparison.Ordinal);
    }
}
