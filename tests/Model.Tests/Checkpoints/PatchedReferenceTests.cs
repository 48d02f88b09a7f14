using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Tests.Reference;
using MoTE.Indexing.Model.Verification;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Checkpoints;

/// <summary>A MoTE checkpoint and an original CLIP in any format, patched, give the published outputs.</summary>
public sealed class PatchedReferenceTests
{
    [Theory]
    [InlineData("clip.safetensors")]
    [InlineData("clip_state_dict.pt")]
    public void Patched_CheckpointAndClip_GivesThePublishedOutputs(string clipName)
    {
        using var checkpoint = MoteCheckpoint.Open(ReferenceFixtures.Require("tiny-a/mote_checkpoint.pt"));
        using var clip = CheckpointReader.Open(ReferenceFixtures.Require($"tiny-a/{clipName}"));
        using var golden = SafetensorsFile.Open(ReferenceFixtures.Require("tiny-a/golden_patched.safetensors"));
        using var inputs = SafetensorsFile.Open(ReferenceFixtures.Require("tiny-a/golden.safetensors"));
        using var model = ReferenceModel.FromFiles(clip, checkpoint.TemporalHead, checkpoint.Vision);

        var checks = model.Compare(golden, inputs);

        Assert.Equal(golden.Tensors.Keys.Order(StringComparer.Ordinal), checks.Select(check => check.Output));
        Closeness.Check($"tiny-a patched from {clipName}", checks);
    }

    /// <summary>The reference outputs come from weights as they are in the file: rounded weights must be told apart from them.</summary>
    [Fact]
    public void HalfDeclared_OriginalClip_IsAnotherModel()
    {
        using var clip = new HalfDeclaredTensors(CheckpointReader.Open(ReferenceFixtures.Require("tiny-a/clip.safetensors")));
        using var head = CheckpointReader.Open(ReferenceFixtures.Require("tiny-a/temporal_head.safetensors"));
        using var golden = SafetensorsFile.Open(ReferenceFixtures.Require("tiny-a/golden.safetensors"));
        using var model = ReferenceModel.FromFiles(clip, head);

        var text = Assert.Single(model.Compare(golden), check => check.Output == "output.text_features");

        Assert.InRange(text.MaxAbsError, 5e-4, 5e-3);
    }
}
