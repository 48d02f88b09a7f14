using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.World.Tests;

public sealed class SceneSamplerTests
{
    [Fact]
    public void Draws_SameSeed_SameScenes()
    {
        var (one, other) = (new SceneSampler(new Random(5)), new SceneSampler(new Random(5)));
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(one.Still(), other.Still());
        }
    }

    [Fact]
    public void Seen_ThousandDraws_NoHeldOutCombination()
    {
        var random = new Random(6);
        var sampler = new SceneSampler(random);
        for (var i = 0; i < 1000; i++)
        {
            var scene = SceneSampler.Seen(() => sampler.Moving(TemporalClass.All[random.Next(TemporalClass.All.Count)]));
            Assert.False(HeldOut.HasUnseenLook(scene));
            Assert.False(HeldOut.HasUnseenAction(scene));
        }
    }

    [Fact]
    public void Classes_AreEnough_AndPaired()
    {
        Assert.True(TemporalClass.All.Count >= 24);
        Assert.All(TemporalClass.All, temporalClass => Assert.Equal(temporalClass, TemporalClass.All[temporalClass.Index]));
        Assert.All(TemporalClass.All, temporalClass => Assert.Equal(temporalClass, temporalClass.Reversed.Reversed));
        Assert.Equal(24, EventOrder.All.Count);
        Assert.InRange(EventOrder.All.Count(HeldOut.IsHeldOut), 2, 8);
        Assert.All(EventOrder.All, order => Assert.Equal(HeldOut.IsHeldOut(order), HeldOut.IsHeldOut(order.Swapped)));
    }

    [Fact]
    public void HeldOut_Looks_LeaveEveryShapeAndColourInTraining()
    {
        foreach (var shape in Enum.GetValues<ObjectShape>())
        {
            Assert.Equal(1, Enum.GetValues<ObjectColor>().Count(color => HeldOut.IsHeldOut(shape, color)));
        }

        foreach (var color in Enum.GetValues<ObjectColor>())
        {
            Assert.Equal(1, Enum.GetValues<ObjectShape>().Count(shape => HeldOut.IsHeldOut(shape, color)));
        }
    }
}
