using MoTE.Indexing.World.Captions;

namespace MoTE.Indexing.Demo.Evaluation.Relevance;

/// <summary>Something to search the rendered world for.</summary>
/// <param name="Family">What kind of words it is.</param>
/// <param name="Text">The phrase.</param>
/// <param name="IsShown">Whether it is shown at a moment.</param>
internal sealed record WorldQuery(string Family, string Text, Func<Facts, bool> IsShown);
