using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.FineTuning;

/// <summary>The classes of stage 2: every single event, and every order of two events that is not held out.</summary>
internal static class FineTuningClasses
{
    private static readonly EventOrder[] Orders = [.. EventOrder.All.Where(order => !HeldOut.IsHeldOut(order))];

    /// <summary>Class names in the style of Kinetics, in label order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. TemporalClass.All.Select(Lexicon.NameOf), .. Orders.Select(Lexicon.NameOf)];

    /// <summary>The label of a scene that shows one of the classes.</summary>
    public static int LabelOf(Scene scene) => scene.Order is { } order ? TemporalClass.All.Count + Array.IndexOf(Orders, order) : scene.Class!.Value.Index;

    /// <summary>Draws a scene of a class, without held-out combinations.</summary>
    public static Scene Draw(SceneSampler sampler, int label) => label < TemporalClass.All.Count
        ? SceneSampler.Seen(() => sampler.Moving(TemporalClass.All[label]))
        : SceneSampler.Until(() => sampler.Ordered(Orders[label - TemporalClass.All.Count]), scene => !HeldOut.HasUnseenLook(scene));
}
