using MoTE.Indexing.Demo.Evaluation;
using MoTE.Indexing.World.Captions;
using MoTE.Indexing.World.Scenes;

namespace MoTE.Indexing.Demo.Tests;

public sealed class EvaluationScenesTests
{
    private readonly EvaluationScenes _scenes = EvaluationScenes.Draw(0);

    [Xunit.Fact]
    public void Draw_Galleries_HaveDifferentDescriptions()
    {
        Assert.Equal(EvaluationScenes.GallerySize, _scenes.Gallery.Select(CaptionWriter.Describe).Distinct().Count());
        Assert.Equal(EvaluationScenes.GallerySize, _scenes.HeldOutGallery.Select(CaptionWriter.Describe).Distinct().Count());
    }

    [Xunit.Fact]
    public void Draw_HeldOutParts_HoldOut_AndOthersDoNot()
    {
        Assert.DoesNotContain(_scenes.Gallery, HeldOut.HasUnseenLook);
        Assert.All(_scenes.HeldOutGallery.Take(100), scene => Assert.True(HeldOut.HasUnseenLook(scene)));
        Assert.DoesNotContain(_scenes.Events, HeldOut.HasUnseenAction);
        Assert.All(_scenes.HeldOutEvents, scene => Assert.True(HeldOut.HasUnseenAction(scene)));
    }

    [Xunit.Fact]
    public void Draw_Events_CoverEveryClassEvenly()
    {
        Assert.All(_scenes.Events.GroupBy(scene => scene.Class!.Value), group => Assert.Equal(6, group.Count()));
        Assert.Equal(TemporalClass.All.Count, _scenes.Events.Select(scene => scene.Class!.Value).Distinct().Count());
        Assert.Equal(24, _scenes.Orders.Select(scene => scene.Order!.Value).Distinct().Count());
    }

    [Xunit.Fact]
    public void Draw_OtherSeed_OtherScenes() => Assert.NotEqual(_scenes.Gallery[0], EvaluationScenes.Draw(1).Gallery[0]);
}
