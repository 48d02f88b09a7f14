using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Tests.Reference;

public sealed class ClipReferenceTests
{
    public static TheoryData<string> Cases => [.. ReferenceCases.Mote];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Towers_OnReferenceInput_GiveReferenceOutput(string name)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var golden = SafetensorsFile.Open(ReferenceCases.File(name, "golden.safetensors"));
        using var file = SafetensorsFile.Open(ReferenceCases.File(name, "clip.safetensors"));
        using var model = ClipModel.FromTensors(file, TensorPlacement.Cpu);
        var frames = golden.ReadTensor("input.frames");
        var rows = golden.ReadRows("input.tokens");

        var image = model.Vision.forward(frames.flatten(0, 1));
        Closeness.Check(name, "frame embeddings", golden.ReadFloats("output.frame_embeddings"), image.ToFloats());

        var whole = model.Text.forward(TokenBatch.FromRows(rows, model.Configuration.Text, cut: false));
        Closeness.Check(name, "text features", golden.ReadFloats("output.text_features"), whole.ToFloats());
        var cut = model.Text.forward(TokenBatch.FromRows(rows, model.Configuration.Text));
        Closeness.Check(name, "text features, cut at the longest", golden.ReadFloats("output.text_features"), cut.ToFloats());
        Closeness.Check(name, "logit scale", [float.Parse(golden.Metadata["logit_scale_exp"])], model.LogitScale.exp().ToFloats());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Towers_WithGradients_GiveTheSameOutputAndGradientsToEveryParameter(string name)
    {
        using var scope = NewDisposeScope();
        using var golden = SafetensorsFile.Open(ReferenceCases.File(name, "golden.safetensors"));
        using var file = SafetensorsFile.Open(ReferenceCases.File(name, "clip.safetensors"));
        using var model = ClipModel.FromTensors(file, TensorPlacement.Cpu);

        var image = model.Vision.forward(golden.ReadTensor("input.frames").flatten(0, 1));
        var text = model.Text.forward(TokenBatch.FromRows(golden.ReadRows("input.tokens"), model.Configuration.Text));
        Closeness.Check(name, "frame embeddings, training form", golden.ReadFloats("output.frame_embeddings"), image.ToFloats());
        Closeness.Check(name, "text features, training form", golden.ReadFloats("output.text_features"), text.ToFloats());

        (image.matmul(text.t()).mean() * model.LogitScale.exp()).backward();
        Assert.All(model.NamedParameters, entry => Assert.True(entry.Value.grad is { } gradient && gradient.abs().sum().item<float>() > 0, entry.Key));
    }
}
