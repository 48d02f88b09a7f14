using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>What a clip shows at any of the moments that a model sees of it.</summary>
internal sealed class ShownFacts
{
    private const int Moments = 8;

    private readonly Facts[] _facts;

    public ShownFacts(Scene scene) => _facts = [.. Enumerable.Range(0, Moments).Select(moment => Facts.Of(scene, (double)moment / Moments, happening: true))];

    /// <summary>Whether something holds at one of the moments.</summary>
    public bool Any(Func<Facts, bool> holds) => _facts.Any(holds);
}
