using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Verification;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Tests.Reference;

public sealed class MoteReferenceTests
{
    public static TheoryData<string> Cases => [.. ReferenceCases.Mote];

    [Theory]
    [MemberData(nameof(Cases))]
    public void RawFiles_OnReferenceInputs_GiveEveryReferenceOutput(string name)
    {
        using var golden = SafetensorsFile.Open(ReferenceCases.File(name, "golden.safetensors"));
        using var clip = SafetensorsFile.Open(ReferenceCases.File(name, "clip.safetensors"));
        using var head = SafetensorsFile.Open(ReferenceCases.File(name, "temporal_head.safetensors"));
        using var model = ReferenceModel.FromFiles(clip, head);

        var checks = model.Compare(golden);

        Assert.Equal(golden.Tensors.Keys.Where(key => !ReferenceOutputs.IsInput(key)).Order(StringComparer.Ordinal), checks.Select(check => check.Output));
        Assert.Contains(checks, check => check.Output == "train.loss");
        Closeness.Check(name, checks);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Encoders_WithMergedExperts_GiveEveryReferenceOutputOfInference(string name)
    {
        using var golden = SafetensorsFile.Open(ReferenceCases.File(name, "golden.safetensors"));
        using var clip = SafetensorsFile.Open(ReferenceCases.File(name, "clip.safetensors"));
        using var head = SafetensorsFile.Open(ReferenceCases.File(name, "temporal_head.safetensors"));
        var options = new EncoderOptions { Device = "cpu" };
        using var text = TextEncoder.Load(clip, options);
        using var video = VideoEncoder.Load(clip, head, options, temporalHeads: text.Configuration.Heads);
        using var model = ReferenceModel.FromEncoders(video, text);

        var checks = model.Compare(golden);

        Assert.Contains(checks, check => check.Output == "output.logits_eval");
        Closeness.Check($"{name}, merged at load", checks);
    }
}
