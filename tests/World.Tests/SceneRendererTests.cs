using MoTE.Indexing.World.Rendering;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.World.Tests;

public sealed class SceneRendererTests
{
    public static TheoryData<int> Pairs => [.. Enumerable.Range(0, Enum.GetValues<MotionPair>().Length)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Render_EveryMotion_ChangesThePicture(int pair)
    {
        using var renderer = new SceneRenderer(64, 64);
        var scene = new SceneSampler(new Random(pair)).Moving(new TemporalClass((MotionPair)pair, true)) with { DriftX = 0, DriftY = 0, DriftZoom = 0 };

        var (first, last) = (renderer.Render(scene, 0).Samples, renderer.Render(scene, 0.875).Samples);

        Assert.True(first.Zip(last, (a, b) => Math.Abs(a - b)).Average() > 0.5, $"{(MotionPair)pair} is not to be seen.");
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Render_ReversedMotion_ShowsTheSamePicturesInOppositeOrder(int pair)
    {
        using var renderer = new SceneRenderer(64, 64);
        var scene = new SceneSampler(new Random(pair)).Moving(new TemporalClass((MotionPair)pair, true)) with { DriftX = 0, DriftY = 0, DriftZoom = 0 };
        var turned = scene with { Events = [scene.Events[0] with { Class = scene.Events[0].Class.Reversed }] };

        // The eight sampled moments k/8 lie symmetrically around the motion's middle, 3.5/8.
        for (var k = 0; k < 8; k++)
        {
            var (a, b) = (renderer.Render(scene, k / 8.0).Samples, renderer.Render(turned, (7 - k) / 8.0).Samples);
            Assert.True(a.Zip(b, (x, y) => Math.Abs(x - y)).Average() < 0.2, $"{(MotionPair)pair} differs at frame {k}.");
        }
    }

    [Theory]
    [InlineData(320, 240)]
    [InlineData(240, 320)]
    [InlineData(64, 64)]
    public void Render_AnySize_MiddleSquareHoldsTheScene(int width, int height)
    {
        var scene = new SceneSampler(new Random(3)).StillObjects() with
        {
            Shape = ObjectShape.Square, Color = ObjectColor.Red, Count = 1, Size = ObjectSize.Large, X = 0, Y = 0, Tilt = 0, Texture = BackgroundTexture.Plain, DriftX = 0, DriftY = 0,
        };
        using var renderer = new SceneRenderer(width, height);

        var picture = renderer.Render(scene, 0.5);

        var middle = 3 * ((height / 2 * width) + (width / 2));
        Assert.Equal([214, 30, 38], picture.Samples[middle..(middle + 3)]);
    }

    [Fact]
    public void Render_Marks_AreDrawnOnlyWhereAsked()
    {
        using var renderer = new SceneRenderer(64, 64);
        var happening = new TemporalClass(MotionPair.MoveSideways, true);
        var scene = new SceneSampler(new Random(3)).Moving(happening);
        var (plain, marked, opposite) = (renderer.Render(scene, 0.4).Samples, renderer.Render(scene, 0.4, [happening]).Samples, renderer.Render(scene, 0.4, [happening.Reversed]).Samples);

        Assert.NotEqual(plain, marked);
        Assert.NotEqual(marked, opposite);
    }
}
