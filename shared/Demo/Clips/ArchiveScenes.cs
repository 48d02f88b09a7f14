using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Clips;

/// <summary>Scenes as an archive of the world would hold them: half of them something that happens, half of them still.</summary>
internal static class ArchiveScenes
{
    /// <summary>Draws scenes; the same random state gives the same scenes.</summary>
    public static IReadOnlyList<Scene> Draw(Random random, int count)
    {
        var sampler = new SceneSampler(random);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(10) switch
        {
            < 3 => sampler.Still(),
            < 5 => sampler.StillObjects(),
            < 9 => sampler.Moving(TemporalClass.All[random.Next(TemporalClass.All.Count)]),
            _ => sampler.Ordered(EventOrder.All[random.Next(EventOrder.All.Count)]),
        })];
    }
}
