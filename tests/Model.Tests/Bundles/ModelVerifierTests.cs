using System.Text.Json;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Tests.Reference;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Bundles;

public sealed class ModelVerifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Mote => [.. ReferenceCases.Mote];

    public static TheoryData<string> HuggingFace => [.. ReferenceCases.HuggingFace];

    /// <summary>Every CLIP file and every single-precision MoTE checkpoint of a case with patched outputs.</summary>
    public static TheoryData<string, string, string> Patched
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var golden in Directory.GetFiles(ReferenceCases.Root, "golden_patched.safetensors", SearchOption.AllDirectories))
            {
                var folder = Path.GetDirectoryName(golden)!;
                foreach (var clip in Directory.GetFiles(folder, "clip*"))
                {
                    foreach (var mote in Directory.GetFiles(folder, "mote_checkpoint*.pt"))
                        rows.Add(Path.GetFileName(folder), Path.GetFileName(clip), Path.GetFileName(mote));
                }
            }

            return rows;
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Mote))]
    public void VerifyFiles_ClipAndHead_GiveEveryOutput(string name)
    {
        var report = ModelVerifier.VerifyFiles(
            ReferenceCases.File(name, "clip.safetensors"), ReferenceCases.File(name, "temporal_head.safetensors"), null, ReferenceCases.File(name, "golden.safetensors"), Cancel);

        RequireAllRight(report);
        Assert.Superset(
            new HashSet<string>(["output.frame_embeddings", "output.logits_eval", "output.temporal_modulated", "output.temporal_unmodulated", "output.text_features"]),
            report.Checks.Select(check => check.Output).ToHashSet());
        Assert.Empty(report.Skipped);
    }

    [Theory]
    [MemberData(nameof(Mote))]
    public void Verify_ImportedBundle_GivesEveryOutputOfInference(string name)
    {
        var listing = ModelImporter.Import(
            _folder.Path,
            new ModelImportRequest
            {
                Name = "imported", Clip = ReferenceCases.File(name, "clip.safetensors"), TemporalHead = ReferenceCases.File(name, "temporal_head.safetensors"), FramesPerView = 4,
            },
            cancellationToken: Cancel);

        var report = ModelVerifier.Verify(listing.Folder, ReferenceCases.File(name, "golden.safetensors"), Cancel);

        RequireAllRight(report);
        Assert.Equal(5, report.Checks.Count(check => check.Output.StartsWith("output.", StringComparison.Ordinal)));
        Assert.Equal(3, report.Files.Count);
        Assert.NotEmpty(report.SelfChecks);
    }

    [Theory]
    [MemberData(nameof(HuggingFace))]
    public void VerifyFiles_HuggingFaceFolder_GivesEveryOutput(string name)
    {
        var report = ModelVerifier.VerifyFiles(Path.Combine(ReferenceCases.Root, name), null, null, ReferenceCases.File(name, "golden.safetensors"), Cancel);

        RequireAllRight(report);
        Assert.Equal(["output.image_features", "output.logits_per_image", "output.text_features"], report.Checks.Select(check => check.Output));
    }

    [Theory]
    [MemberData(nameof(HuggingFace))]
    public void Verify_ImportedHuggingFaceFolder_GivesEveryOutput(string name)
    {
        var listing = ModelImporter.Import(_folder.Path, new ModelImportRequest { Name = "imported", Clip = Path.Combine(ReferenceCases.Root, name) }, cancellationToken: Cancel);

        RequireAllRight(ModelVerifier.Verify(listing.Folder, ReferenceCases.File(name, "golden.safetensors"), Cancel));
    }

    [Theory]
    [MemberData(nameof(Patched))]
    public void Verify_PatchedCheckpoint_GivesThePatchedOutputs(string name, string clip, string mote)
    {
        // Files of half-precision values are another model; their error only has to be that of half precision.
        using var source = CheckpointReader.Open(ReferenceCases.File(name, clip));
        var clipIsHalf = source.ReadFloats("visual.proj").All(value => (float)(Half)value == value);
        var tolerance = clipIsHalf || mote.Contains("fp16", StringComparison.Ordinal) ? 5e-3 : OutputCheckTolerance;
        var reference = ReferenceCases.File(name, "golden_patched.safetensors");

        var raw = ModelVerifier.VerifyFiles(ReferenceCases.File(name, clip), null, ReferenceCases.File(name, mote), reference, Cancel);
        var listing = ModelImporter.Import(
            _folder.Path,
            new ModelImportRequest { Name = "imported", Clip = ReferenceCases.File(name, clip), Mote = ReferenceCases.File(name, mote) },
            cancellationToken: Cancel);
        var bundle = ModelVerifier.Verify(listing.Folder, reference, Cancel);

        foreach (var check in raw.Checks.Concat(bundle.Checks))
            Assert.True(check.MaxAbsError <= tolerance * Math.Max(check.Scale, 1), $"{check}");
        Assert.Equal(["output.frame_embeddings", "output.logits_eval", "output.temporal_modulated"], raw.Checks.Select(check => check.Output));
        Assert.Equal(3, bundle.Checks.Count);
    }

    [Fact]
    public void VerifyFiles_ClipWithoutHead_SkipsWhatOnlyAHeadCanProduce()
    {
        var report = ModelVerifier.VerifyFiles(
            ReferenceFixtures.Require("tiny-a/clip.safetensors"), null, null, ReferenceFixtures.Require("tiny-a/golden.safetensors"), Cancel);

        RequireAllRight(report);
        Assert.Equal(["output.frame_embeddings", "output.text_features"], report.Checks.Select(check => check.Output));
        Assert.Equal(["output.logits_eval", "output.temporal_modulated", "output.temporal_unmodulated"], report.Skipped.Select(skipped => skipped.Output));
    }

    [Fact]
    public void VerifyFiles_WrongWeights_AreNotOk()
    {
        using var clip = SafetensorsFile.Open(ReferenceFixtures.Require("tiny-a/clip.safetensors"));
        WriteChanged(clip, "visual.ln_post.bias", value => value + 0.01f);

        var report = ModelVerifier.VerifyFiles(_folder.File("changed.safetensors"), null, null, ReferenceFixtures.Require("tiny-a/golden.safetensors"), Cancel);

        Assert.False(report.Ok);
        Assert.Equal([false, true], report.Checks.Select(check => check.Ok));
    }

    [Fact]
    public void VerifyFiles_WeightsThatAreNoNumbers_AreNotOkAndStillJson()
    {
        using var clip = SafetensorsFile.Open(ReferenceFixtures.Require("tiny-a/clip.safetensors"));
        WriteChanged(clip, "visual.ln_post.bias", _ => float.NaN);

        var report = ModelVerifier.VerifyFiles(_folder.File("changed.safetensors"), null, null, ReferenceFixtures.Require("tiny-a/golden.safetensors"), Cancel);

        Assert.False(report.Ok);
        Assert.Equal(double.MaxValue, report.Checks[0].MaxAbsError);
        Assert.NotEmpty(JsonSerializer.Serialize(report));
    }

    [Fact]
    public void Verify_ChangedFile_IsReportedAndNothingElseIsRun()
    {
        var tiny = TinyModel.Write(_folder.Path);
        var listing = ModelImporter.Import(
            _folder.File("models"), new ModelImportRequest { Name = "tiny", Clip = tiny.ClipPath, TemporalHead = tiny.HeadPath, Vocabulary = tiny.VocabularyPath }, cancellationToken: Cancel);
        var path = Path.Combine(listing.Folder, BundleFile.VisionTower);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        var report = ModelVerifier.Verify(listing.Folder, cancellationToken: Cancel);

        Assert.False(report.Ok);
        Assert.Equal([BundleFile.VisionTower], report.Files.Where(file => !file.Ok).Select(file => file.File));
        Assert.Empty(report.SelfChecks);
    }

    [Fact]
    public void Verify_SearchableBundle_PassesEverySelfCheck()
    {
        var tiny = TinyModel.Write(_folder.Path);
        var listing = ModelImporter.Import(
            _folder.File("models"),
            new ModelImportRequest { Name = "tiny", Clip = tiny.ClipPath, TemporalHead = tiny.HeadPath, Vocabulary = tiny.VocabularyPath, Half = true },
            cancellationToken: Cancel);

        RequireAllRight(ModelVerifier.Verify(listing.Folder, cancellationToken: Cancel));
    }

    [Theory]
    [InlineData("tiny-a/clip.safetensors", "no tensor named 'output.…'")]
    [InlineData("hf-tiny-gelu/model.safetensors", "no tensor named")]
    public void VerifyFiles_ReferenceThatDoesNotFit_SaysWhy(string reference, string expected)
    {
        var failure = Assert.ThrowsAny<Exception>(
            () => ModelVerifier.VerifyFiles(ReferenceFixtures.Require("tiny-a/clip.safetensors"), null, null, ReferenceFixtures.Require(reference), Cancel));

        Assert.True(failure is UserErrorException or CheckpointException or ArgumentException, failure.ToString());
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private const double OutputCheckTolerance = 1e-4;

    private static void RequireAllRight(VerificationReport report)
    {
        Assert.All(report.Checks, check => Assert.True(check.Ok, check.ToString()));
        Assert.All(report.SelfChecks, check => Assert.True(check.Ok, check.ToString()));
        Assert.All(report.Files, check => Assert.True(check.Ok, check.ToString()));
        Assert.True(report.Ok);
    }

    private void WriteChanged(SafetensorsFile source, string name, Func<float, float> change)
    {
        using var changed = new MemoryTensors();
        foreach (var tensor in source.Tensors.Values)
        {
            var values = source.ReadFloats(tensor.Name);
            changed.Add(tensor.Name, tensor.Shape, tensor.Name == name ? Array.ConvertAll(values, value => change(value)) : values);
        }

        SafetensorsWriter.Write(_folder.File("changed.safetensors"), changed);
    }
}
