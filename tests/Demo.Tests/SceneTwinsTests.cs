using MoTE.Indexing.Demo.Stills;
using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Tests;

public sealed class SceneTwinsTests
{
    [Xunit.Fact]
    public void Of_StillsInGeneral_DiffersFromThem()
    {
        var random = new Random(4);
        var sampler = new SceneSampler(random);
        var different = 0;
        for (var i = 0; i < 500; i++)
        {
            var scene = sampler.Still();
            different += scene != SceneTwins.Of(scene, random) ? 1 : 0;
        }

        // Not always: a scene in the middle is its own mirror image, and red trousers under a red shirt can be exchanged.
        Assert.InRange(different, 425, 500);
    }

    [Xunit.Fact]
    public void Reversed_Scene_ClaimsTheOppositeEvent()
    {
        var sampler = new SceneSampler(new Random(4));
        foreach (var temporalClass in TemporalClass.All)
        {
            var scene = sampler.Moving(temporalClass);
            var turned = StillSource.Reversed(scene);
            Assert.Equal(temporalClass.Reversed, turned.Class);
            Assert.Equal(scene.PhaseOf(temporalClass.Pair, 0.2)!.Value, turned.PhaseOf(temporalClass.Pair, (2 * SceneSampler.MotionCentre) - 0.2)!.Value, 9);
            Assert.False(Facts.Of(scene, 0.4, true)[Fact.Event] == Facts.Of(turned, 0.4, true)[Fact.Event]);
        }
    }
}
