using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>What a clip shows at any of the moments that a model sees of it.</summary>
internal sealed class ShownFacts
{
    private const int Moments = 8;

    private readonly Facts[] _facts;
    private readonly Facts[] _partly;

    public ShownFacts(Scene scene)
    {
        _facts = Of(scene);
        _partly = scene.Events.Count > 1 ? [.. scene.Events.SelectMany(happening => Of(scene with { Events = [happening] }))] : [];
    }

    /// <summary>Whether something holds at one of the moments; null when it holds of a part only, as one of two events that follow each other.</summary>
    public bool? Any(Func<Facts, bool> holds)
    {
        if (_facts.Any(holds))
            return true;
        return _partly.Any(holds) ? null : false;
    }

    private static Facts[] Of(Scene scene) => [.. Enumerable.Range(0, Moments).Select(moment => Facts.Of(scene, (double)moment / Moments, happening: true))];
}
