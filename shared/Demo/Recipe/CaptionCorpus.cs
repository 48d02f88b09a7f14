using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Recipe;

/// <summary>Sentences from which the vocabulary is learnt.</summary>
internal static class CaptionCorpus
{
    private const int Scenes = 30_000;

    /// <summary>Captions and descriptions of random scenes.</summary>
    public static IEnumerable<string> Draw(int seed)
    {
        var random = new Random(unchecked(seed + 6));
        var sampler = new SceneSampler(random);
        var writer = new CaptionWriter(random);
        for (var i = 0; i < Scenes; i++)
        {
            var scene = (i % 3) switch
            {
                0 => sampler.Still(),
                1 => sampler.Moving(TemporalClass.All[random.Next(TemporalClass.All.Count)]),
                _ => sampler.Ordered(EventOrder.All[random.Next(EventOrder.All.Count)]),
            };
            yield return writer.Write(scene, Facts.Of(scene, SceneSampler.MotionCentre, happening: i % 3 > 0)).Text;
            yield return CaptionWriter.Describe(scene);
        }
    }
}
