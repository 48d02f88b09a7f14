namespace MoTE.Indexing.Demo.Recipe;

/// <summary>Prompt templates of the demo model: the openers of its captions.</summary>
internal static class DemoPrompts
{
    public static IReadOnlyList<string> Templates { get; } = ["{}", "a photo of {}", "a picture of {}", "a video of {}", "{}.", "a video of {}."];
}
