namespace MoTE.Indexing.Demo.Recipe;

/// <summary>Where the recipe is.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Steps, clips or files done.</param>
/// <param name="Total">Of how many.</param>
/// <param name="Note">What was measured last; may be empty.</param>
public sealed record RecipeProgress(string Stage, int Done, int Total, string Note);
