using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Checkpoints;

public sealed class DerivedTensorsTests
{
    [Theory]
    [InlineData("visual.conv1.weight", true)]
    [InlineData("visual.proj", true)]
    [InlineData("text_projection", true)]
    [InlineData("visual.transformer.resblocks.0.attn.in_proj_weight", true)]
    [InlineData("visual.transformer.resblocks.0.attn.in_proj_bias", true)]
    [InlineData("transformer.resblocks.11.attn.out_proj.bias", true)]
    [InlineData("transformer.resblocks.11.mlp.c_fc.weight", true)]
    [InlineData("transformer.resblocks.11.mlp.c_proj.bias", true)]
    [InlineData("transformer.resblocks.11.ln_1.weight", false)]
    [InlineData("visual.ln_pre.weight", false)]
    [InlineData("visual.class_embedding", false)]
    [InlineData("visual.positional_embedding", false)]
    [InlineData("positional_embedding", false)]
    [InlineData("token_embedding.weight", false)]
    [InlineData("ln_final.bias", false)]
    [InlineData("logit_scale", false)]
    public void Contains_EveryKindOfKey_FollowsThePublishedLoader(string key, bool expected) => Assert.Equal(expected, HalfDeclared.Contains(key));

    [Fact]
    public void HalfDeclaredTensors_Read_RoundsOnlyHalfDeclared()
    {
        var clip = new MemoryTensors();
        clip.Add("visual.proj", [3], [0.1f, 1 + (1f / 2048), 1 + (3f / 2048)]);
        clip.Add("logit_scale", [], [0.1f]);

        using var rounded = new HalfDeclaredTensors(clip);

        Assert.Equal([0.0999755859375f, 1, 1 + (4f / 2048)], rounded.ReadFloats("visual.proj")); // ties to even
        Assert.Equal([0.1f], rounded.ReadFloats("logit_scale"));
        Assert.Equal(StoredType.Float16, rounded.Tensors["visual.proj"].Type);
        Assert.Equal(StoredType.Float32, rounded.Tensors["logit_scale"].Type);
    }

    [Fact]
    public void Patched_Read_MixesAndReportsDroppedKeys()
    {
        var finetuned = new MemoryTensors();
        finetuned.Add("visual.ln_post.bias", [2], [1f, -2]);
        finetuned.Add("visual.proj", [1], [1f]);
        finetuned.Add("visual.extra", [1], [1f]);
        finetuned.Add("transformer.resblocks.0.ln_1.bias", [1], [1f]);
        var clip = new MemoryTensors();
        clip.Add("visual.ln_post.bias", [2], [0.1f, 4]);
        clip.Add("visual.proj", [1], [0.1f]);
        clip.Add("transformer.resblocks.0.ln_1.bias", [1], [9f]);

        using var patched = PatchedTensors.Create(finetuned, clip);

        Assert.Equal(["transformer.resblocks.0.ln_1.bias", "visual.extra"], patched.DroppedKeys);
        Assert.Equal(2, patched.Tensors.Count);
        Assert.Equal([(0.99f * 1) + (0.01f * 0.1f), (0.99f * -2) + (0.01f * 4)], patched.ReadFloats("visual.ln_post.bias"));
        Assert.Equal([0.99f + (0.01f * 0.1f)], patched.ReadFloats("visual.proj"));
    }

    [Fact]
    public void Patched_OtherVariant_SaysSo()
    {
        using var finetuned = new MemoryTensors();
        finetuned.Add("visual.proj", [2], [1f, 2]);
        using var clip = new MemoryTensors();
        clip.Add("visual.proj", [1], [1f]);

        Assert.Contains("different variants", Assert.Throws<CheckpointException>(() => PatchedTensors.Create(finetuned, clip)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tiny-a", 4)]
    [InlineData("tiny-b", null)]
    [InlineData("tiny-mlp", 1)]
    public void Merged_ReferenceHead_GivesTheReferenceOutput(string model, int? experts)
    {
        using var golden = SafetensorsFile.Open(ReferenceFixtures.Require($"{model}/golden.safetensors"));
        using var merged = MergedExperts.Create(CheckpointReader.Open(ReferenceFixtures.Require($"{model}/temporal_head.safetensors")));

        Assert.Equal(experts ?? merged.ExpertCount, merged.ExpertCount);
        Assert.DoesNotContain(merged.Tensors.Keys, key => key.Contains("fc_up", StringComparison.Ordinal) || key.Contains("fusion", StringComparison.Ordinal));
        var (input, output) = (golden.ReadFloats("mlp0.input"), golden.ReadFloats("mlp0.merged_eval"));
        var width = (int)golden.Tensors["mlp0.input"].Shape[1];
        const string Block = "transformer.resblocks.0.mlp";
        for (var row = 0; row < 5; row++)
        {
            var hidden = Linear(merged, $"{Block}.c_fc", input.AsSpan(row * width, width).ToArray());
            var actual = Linear(merged, $"{Block}.c_proj", Array.ConvertAll(hidden, x => x / (1 + MathF.Exp(-1.702f * x))));
            for (var i = 0; i < width; i++)
                Assert.Equal(output[(row * width) + i], actual[i], 1e-5f);
        }
    }

    [Fact]
    public void Merged_AlreadyMerged_PassesThrough()
    {
        using var head = CheckpointReader.Open(ReferenceFixtures.Require("tiny-a/temporal_head.safetensors"));
        using var once = MergedExperts.Create(head);
        using var twice = MergedExperts.Create(once);

        Assert.Equal(0, twice.ExpertCount);
        Assert.Equal(once.Tensors.Keys.Order(StringComparer.Ordinal), twice.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.All(once.Tensors.Keys, key => Assert.Equal(once.ReadFloats(key), twice.ReadFloats(key)));
        Assert.Equal(2 + (2 * 12), once.Tensors.Count);
    }

    [Fact]
    public void Merged_FusionWeights_AreHonoured()
    {
        var head = new MemoryTensors();
        head.Add("transformer.resblocks.0.mlp.mote_fusion_weight", [2], [0, MathF.Log(3)]);
        head.Add("transformer.resblocks.0.mlp.fc_up.0.bias", [1], [4f]);
        head.Add("transformer.resblocks.0.mlp.fc_up.1.bias", [1], [8f]);

        using var merged = MergedExperts.Create(head);

        Assert.Equal(7f, Assert.Single(merged.ReadFloats("transformer.resblocks.0.mlp.c_fc.bias")), 1e-6f);
    }

    [Theory]
    [InlineData(new[] { "fc_up.0.weight", "fc_up.2.weight" }, "experts 0, 2")]
    [InlineData(new[] { "fc_up.0.weight", "fc_up.1.weight", "fc_dn.0.weight" }, "experts 0 for")]
    [InlineData(new[] { "fc_up.0.weight", "fc_up.00.weight" }, "two tensors for expert 0")]
    [InlineData(new[] { "fc_up.0.weight", "c_fc.weight" }, "two tensors for the name")]
    [InlineData(new[] { "fc_up.0.weight", "mote_fusion_weight:2" }, "2 values for 1 experts")]
    [InlineData(new[] { "fc_up.0.weight", "fc_up.1.weight:2" }, "is Float32 [2]")]
    public void Merged_ExpertsThatDoNotFit_NamesThem(string[] parts, string expected)
    {
        using var head = new MemoryTensors();
        foreach (var part in parts)
        {
            var size = part.EndsWith(":2", StringComparison.Ordinal) ? 2 : 1;
            head.Add($"transformer.resblocks.0.mlp.{part.Replace(":2", "", StringComparison.Ordinal)}", [size], new float[size]);
        }

        Assert.Contains(expected, Assert.Throws<CheckpointException>(() => MergedExperts.Create(head)).Message, StringComparison.Ordinal);
    }

    private static float[] Linear(MergedExperts source, string name, float[] input)
    {
        var (weight, output) = (source.ReadFloats($"{name}.weight"), source.ReadFloats($"{name}.bias"));
        for (var i = 0; i < output.Length; i++)
        {
            for (var j = 0; j < input.Length; j++)
                output[i] += weight[(i * input.Length) + j] * input[j];
        }

        return output;
    }
}
