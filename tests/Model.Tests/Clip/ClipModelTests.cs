using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Model.Tests.Reference;
using MoTE.Indexing.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tests.Clip;

public sealed class ClipModelTests
{
    [Fact]
    public void FromTensors_OfItsOwnTensors_ReadsTheSameConfigurationAndGivesTheSameOutput()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.NewClip();
        using var copy = ClipModel.FromTensors(TinyModels.Tensors(model), TensorPlacement.Cpu);
        var frames = randn(3, 3, TinyModels.Resolution, TinyModels.Resolution);

        Assert.Equal(TinyModels.Clip, copy.Configuration);
        Assert.Equal(model.Vision.forward(frames).ToFloats(), copy.Vision.forward(frames).ToFloats());
    }

    [Fact]
    public void Towers_Forward_LeaveNoTensorBehind()
    {
        using var model = TinyModels.NewClip();
        using var frames = randn(3, 3, TinyModels.Resolution, TinyModels.Resolution);
        var tokens = TokenBatch.FromTexts([[1, 2, 3], [4]], model.Configuration.Text);
        var statistics = DisposeScopeManager.Statistics;
        void Forward()
        {
            using var scope = NewDisposeScope();
            _ = model.Vision.forward(frames);
            _ = model.Text.forward(tokens);
        }

        Forward();
        var live = statistics.ThreadTotalLiveCount;
        Forward();
        using (no_grad())
            Forward();

        Assert.Equal(live, statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData("missing", "ln_final.weight")]
    [InlineData("unused", "visual.extra")]
    [InlineData("misshapen", "visual.ln_post.bias")]
    public void FromTensors_WithAWrongTensor_NamesIt(string wrong, string name)
    {
        using var model = TinyModels.NewClip();
        var source = new MemoryTensors(TinyModels.Tensors(model).Metadata);
        foreach (var (key, parameter) in model.NamedParameters)
        {
            if (wrong == "missing" && key == name)
                continue;
            var shape = parameter.shape;
            source.Add(key, wrong == "misshapen" && key == name ? [1, .. shape] : shape, parameter.ToFloats());
        }

        if (wrong == "unused")
            source.Add(name, [1], [0f]);

        var failure = Assert.Throws<CheckpointException>(() => ClipModel.FromTensors(source, TensorPlacement.Cpu));
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Initialised_WithTheSameSeed_GivesTheSameValues_AndPublishedSpreads()
    {
        using var first = TinyModels.NewClip(seed: 5);
        using var second = TinyModels.NewClip(seed: 5);
        using var third = TinyModels.NewClip(seed: 6);

        Assert.All(first.NamedParameters, entry => Assert.Equal(entry.Value.ToFloats(), second.NamedParameters[entry.Key].ToFloats()));
        Assert.NotEqual(first.NamedParameters["visual.proj"].ToFloats(), third.NamedParameters["visual.proj"].ToFloats());
        Assert.Equal(Math.Log(1 / 0.07), first.LogitScale.item<float>(), 1e-6);
        Assert.Equal(0.02, first.NamedParameters["token_embedding.weight"].std().item<float>(), 0.001);
        Assert.Equal(1 / Math.Sqrt(48), first.NamedParameters["visual.proj"].std().item<float>(), 0.01);
        Assert.Equal(1 / Math.Sqrt(32), first.NamedParameters["transformer.resblocks.1.attn.in_proj_weight"].std().item<float>(), 0.01);
        Assert.Equal(1 / Math.Sqrt(32 * 4), first.NamedParameters["transformer.resblocks.1.mlp.c_proj.weight"].std().item<float>(), 0.01);
    }
}
