using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Verification;
using MoTE.Indexing.Safetensors;

namespace MoTE.Indexing.Model.Tests.Reference;

public sealed class OtherReferenceTests
{
    public static TheoryData<string> HuggingFaceCases => [.. ReferenceCases.HuggingFace];

    public static TheoryData<string> PatchedCases => [.. ReferenceCases.Patched];

    [Theory]
    [MemberData(nameof(HuggingFaceCases))]
    public void HuggingFaceFolder_OnReferenceInputs_GivesEveryReferenceOutput(string name)
    {
        using var golden = SafetensorsFile.Open(ReferenceCases.File(name, "golden.safetensors"));
        using var clip = CheckpointReader.Open(Path.Combine(ReferenceCases.Root, name));
        using var model = ReferenceModel.FromFiles(clip, temporalHead: null);

        var checks = model.Compare(golden);

        Assert.Equal(golden.Tensors.Keys.Where(key => !ReferenceOutputs.IsInput(key)).Order(StringComparer.Ordinal), checks.Select(check => check.Output));
        Closeness.Check(name, checks);
    }

    [Theory]
    [MemberData(nameof(PatchedCases))]
    public void MoteCheckpoint_Patched_GivesEveryReferenceOutput(string name)
    {
        using var golden = SafetensorsFile.Open(ReferenceCases.File(name, "golden_patched.safetensors"));
        using var inputs = SafetensorsFile.Open(ReferenceCases.File(name, "golden.safetensors"));
        using var clip = SafetensorsFile.Open(ReferenceCases.File(name, "clip.safetensors"));
        using var mote = MoteCheckpoint.Open(ReferenceCases.File(name, "mote_checkpoint.pt"));
        using var model = ReferenceModel.FromFiles(clip, mote.TemporalHead, mote.Vision);

        var checks = model.Compare(golden, inputs);

        Assert.Equal(golden.Tensors.Keys.Order(StringComparer.Ordinal), checks.Select(check => check.Output));
        Closeness.Check($"{name}, patched", checks);
    }
}
