using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Evaluation;

/// <summary>The scenes of an evaluation, drawn from a seed that training never uses.</summary>
/// <param name="Gallery">Different descriptions, no held-out combination among them.</param>
/// <param name="HeldOutGallery">Different descriptions; the first half shows held-out combinations of shape and colour.</param>
/// <param name="Events">Single events of every class, no held-out combination among them.</param>
/// <param name="HeldOutEvents">Single events of every class in held-out combinations of action and subject.</param>
/// <param name="Orders">Two events, one after the other; every order, so held-out ones too.</param>
internal sealed record EvaluationScenes(
    IReadOnlyList<Scene> Gallery,
    IReadOnlyList<Scene> HeldOutGallery,
    IReadOnlyList<Scene> Events,
    IReadOnlyList<Scene> HeldOutEvents,
    IReadOnlyList<Scene> Orders)
{
    /// <summary>Clips of a gallery.</summary>
    public const int GallerySize = 200;

    /// <summary>Evaluation draws from here on; training seeds are smaller.</summary>
    public const int SeedBase = 700_000_000;

    private const int SeenPerClass = 6;
    private const int HeldOutPerClass = 3;
    private const int PerOrder = 4;

    /// <summary>Draws the scenes of a seed.</summary>
    public static EvaluationScenes Draw(int seed)
    {
        var random = new Random(unchecked(SeedBase + seed));
        var sampler = new SceneSampler(random);
        Scene Any() => random.Next(2) == 0 ? sampler.StillObjects() : sampler.Moving(TemporalClass.All[random.Next(TemporalClass.All.Count)]);
        List<Scene> OfEveryClass(int count, Func<Scene, bool> passes) =>
            [.. TemporalClass.All.SelectMany(temporalClass => Enumerable.Range(0, count).Select(_ => SceneSampler.Until(() => sampler.Moving(temporalClass), passes)))];

        return new EvaluationScenes(
            Different(GallerySize, Any, scene => !HeldOut.HasUnseenLook(scene)),
            [
                .. Different(GallerySize / 2, Any, HeldOut.HasUnseenLook),
                .. Different(GallerySize / 2, Any, scene => !HeldOut.HasUnseenLook(scene)),
            ],
            OfEveryClass(SeenPerClass, scene => !HeldOut.HasUnseenAction(scene) && !HeldOut.HasUnseenLook(scene)),
            OfEveryClass(HeldOutPerClass, HeldOut.HasUnseenAction),
            [.. EventOrder.All.SelectMany(order => Enumerable.Range(0, PerOrder).Select(_ => sampler.Ordered(order)))]);
    }

    private static List<Scene> Different(int count, Func<Scene> draw, Func<Scene, bool> passes)
    {
        var scenes = new List<Scene>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (scenes.Count < count)
        {
            var scene = SceneSampler.Until(draw, passes);
            if (known.Add(CaptionWriter.Describe(scene)))
            {
                scenes.Add(scene);
            }
        }

        return scenes;
    }
}
