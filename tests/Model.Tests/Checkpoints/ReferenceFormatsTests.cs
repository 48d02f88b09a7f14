using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Checkpoints;

/// <summary>The reference model tiny-a in every format that is read: the same names, shapes and values.</summary>
public sealed class ReferenceFormatsTests
{
    [Fact]
    public void Open_StateDict_EqualsSafetensors()
    {
        using var expected = CheckpointReader.Open(ReferenceFixtures.Require("tiny-a/clip.safetensors"));
        using var actual = CheckpointReader.Open(ReferenceFixtures.Require("tiny-a/clip_state_dict.pt"));

        AssertSame(expected, actual, isHalf: false);
    }

    /// <summary>The script model was rounded to half precision as a whole.</summary>
    [Fact]
    public void Open_TorchScript_EqualsSafetensorsRounded()
    {
        using var expected = CheckpointReader.Open(ReferenceFixtures.Require("tiny-a/clip.safetensors"));
        using var actual = CheckpointReader.Open(ReferenceFixtures.Require("tiny-a/clip_torchscript.pt"));

        AssertSame(expected, actual, isHalf: true);
    }

    /// <summary>In the half-precision file only the vision tower is half.</summary>
    [Theory]
    [InlineData("tiny-a/mote_checkpoint.pt")]
    [InlineData("tiny-a/mote_checkpoint_ddp_fp16.pt")]
    public void Open_MoteCheckpoint_HeadEqualsSafetensors(string name)
    {
        using var expected = CheckpointReader.Open(ReferenceFixtures.Require("tiny-a/temporal_head.safetensors"));
        using var actual = MoteCheckpoint.Open(ReferenceFixtures.Require(name));

        AssertSame(expected, actual.TemporalHead, isHalf: false);
        Assert.Equal(ClassFeatures.Present, actual.ClassFeatures);
    }

    [Fact]
    public void Open_MoteCheckpointInHalfPrecision_VisionEqualsSinglePrecisionRounded()
    {
        using var expected = MoteCheckpoint.Open(ReferenceFixtures.Require("tiny-a/mote_checkpoint.pt"));
        using var actual = MoteCheckpoint.Open(ReferenceFixtures.Require("tiny-a/mote_checkpoint_ddp_fp16.pt"));

        AssertSame(expected.Vision, actual.Vision, isHalf: true);
    }

    [Theory]
    [InlineData("tiny-a/mote_checkpoint.pt")]
    [InlineData("tiny-a/mote_checkpoint_ddp_fp16.pt")]
    public void Open_MoteCheckpoint_VisionHasTheKeysOfTheVisionTower(string name)
    {
        using var clip = CheckpointReader.Open(ReferenceFixtures.Require("tiny-a/clip.safetensors"));
        using var checkpoint = MoteCheckpoint.Open(ReferenceFixtures.Require(name));

        var vision = clip.Tensors.Values.Where(tensor => tensor.Name == "logit_scale" || tensor.Name.StartsWith("visual.", StringComparison.Ordinal));
        Assert.Equal(
            vision.ToDictionary(tensor => tensor.Name, tensor => tensor.Shape),
            checkpoint.Vision.Tensors.ToDictionary(entry => entry.Key, entry => entry.Value.Shape));
    }

    private static void AssertSame(ITensorSource expected, ITensorSource actual, bool isHalf)
    {
        Assert.Equal(expected.Tensors.Keys.Order(StringComparer.Ordinal), actual.Tensors.Keys.Order(StringComparer.Ordinal));
        foreach (var tensor in expected.Tensors.Values)
        {
            Assert.Equal(tensor.Shape, actual.Tensors[tensor.Name].Shape);
            var values = expected.ReadFloats(tensor.Name);
            if (isHalf)
                HalfDeclared.Round(values);
            Assert.Equal(values, actual.ReadFloats(tensor.Name));
        }
    }
}
