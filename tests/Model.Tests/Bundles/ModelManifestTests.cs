using System.Text;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Bundles;

public sealed class ModelManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Edits => new()
    {
        { "\"formatVersion\": 1", "\"formatVersion\": 2", "format version 2" },
        { "\"formatVersion\": 1,", "", "formatVersion" },
        { "\"formatVersion\": 1", "\"formatVersion\": \"1\"", "formatVersion" },
        { "\"variant\": \"ViT-B/16\",", "", "variant" },
        { "\"variant\": \"ViT-B/16\"", "\"variant\": null", "variant" },
        { "\"variant\": \"ViT-B/16\"", "\"variant\": \" \"", "variant is empty" },
        { "\"variant\"", "\"varaint\": \"\", \"variant\"", "varaint" },
        { "\"variant\"", "\"variant\": \"twice\", \"variant\"", "variant" },
        { "\"name\": \"mote-test\"", "\"name\": \"../../etc\"", "name '../../etc'" },
        { "\"embeddingWidth\": 512", "\"embeddingWidth\": 0", "embeddingWidth is 0" },
        { "\"embeddingWidth\": 512", "\"embeddingWidth\": 500", "temporalHeads is 8, which does not divide" },
        { "\"framesPerView\": 8", "\"framesPerView\": 4096", "framesPerView is 4096" },
        { "\"sampling\": \"uniform\"", "\"sampling\": \"dense\"", "sampling" },
        { "\"interpolation\": \"bicubic\"", "\"interpolation\": \"nearest\"", "interpolation" },
        { "\"resolution\": 224", "\"resolution\": -1", "resolution is -1" },
        { "0.26862955", "0", "three positive numbers" },
        { "a photo of {}.", "a photo of it.", "exactly one {}" },
        { "\"archery\"", "\"\"", "empty name in row 0" },
        { "\"logitScale\": 100", "\"logitScale\": -1", "logitScale is -1" },
        { "\"patchFactor\": 0.99", "\"patchFactor\": 1.5", "patchFactor is 1.5" },
        { "\"vision.safetensors\"", "\"../vision.safetensors\"", "does not list vision.safetensors" },
        { "\"temporalHeads\": 8", "\"temporalHeads\": 16", "fingerprint" },
        { "a photo of {}.", "a picture of {}.", "fingerprint" },
        { "{", "[", "not valid" },
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_EveryMember_ReadsBackTheSame()
    {
        foreach (var manifest in new[] { Manifests.Mote(), Manifests.Clip() })
        {
            ModelManifestFile.Write(_folder.File("manifest.json"), manifest);
            var read = ModelManifestFile.Read(_folder.File("manifest.json"));

            Assert.Equivalent(manifest, read, strict: true);
            Assert.Equal(manifest.HasTemporalHead, read.HasTemporalHead);
        }

        Assert.Contains("person's", File.ReadAllText(_folder.File("manifest.json")) + Json(Manifests.Mote()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void Parse_EditedStatement_IsRefusedWithItsName(string statement, string edited, string expected)
    {
        var json = Json(Manifests.Mote());
        var at = json.IndexOf(statement, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{statement} is not in {json}");

        var failure = Assert.Throws<CheckpointException>(
            () => ModelManifestFile.Parse(Encoding.UTF8.GetBytes(json[..at] + edited + json[(at + statement.Length)..]), "some/manifest.json"));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("some/manifest.json", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_HeadDetailsWithoutHead_IsRefused()
    {
        var clip = Manifests.Clip();
        var patched = Manifests.Sealed(clip with { PatchFactor = 0.99 });
        var named = Manifests.Sealed(clip with { FineTuningClasses = ["a"] });
        var bare = Manifests.Sealed(clip with { ArchiveVocabulary = null });

        Assert.Contains("patchFactor", Refuse(patched), StringComparison.Ordinal);
        Assert.Contains("fineTuningClasses", Refuse(named), StringComparison.Ordinal);
        Assert.Contains("come together", Refuse(bare), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFile_SaysSo()
    {
        var failure = Assert.Throws<CheckpointException>(() => ModelManifestFile.Read(_folder.File("absent.json")));

        Assert.Contains("absent.json", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fingerprint_Labels_DoNotEnter()
    {
        var manifest = Manifests.Mote();
        var relabelled = manifest with
        {
            Name = "other", Variant = "other", Licence = "other", Source = "other", LogitScale = 1, PatchFactor = 0.5, FineTuningClasses = [],
        };

        Assert.Equal(manifest.Fingerprint, ModelFingerprint.Of(relabelled));
    }

    [Fact]
    public void Fingerprint_WhatChangesAnEmbedding_Enters()
    {
        var manifest = Manifests.Mote();
        var towers = manifest.Towers;
        var preprocessing = manifest.Preprocessing;
        ModelManifest[] changed =
        [
            manifest with { EmbeddingWidth = 768 },
            manifest with { FramesPerView = 16 },
            manifest with { Preprocessing = preprocessing with { Resolution = 336 } },
            manifest with { Preprocessing = preprocessing with { Mean = [0.5f, 0.4578275f, 0.40821073f] } },
            manifest with { Preprocessing = preprocessing with { Std = [0.5f, 0.26130258f, 0.27577711f] } },
            manifest with { Towers = towers with { Activation = ClipActivation.Gelu } },
            manifest with { Towers = towers with { VisionHeads = 6 } },
            manifest with { Towers = towers with { TextHeads = 4 } },
            manifest with { Towers = towers with { TemporalHeads = 4 } },
            manifest with { Towers = towers with { PoolingToken = 5 } },
            manifest with { PromptTemplates = ["a photo of {}."] },
            manifest with { PromptTemplates = ["a video of a person {}.", "a photo of {}."] },
            manifest with { ArchiveVocabulary = manifest.FineTuningClasses },
            manifest with { Files = manifest.Files.ToDictionary(file => file.Key, file => file.Value with { Sha256 = new string('0', 64) }) },
            Manifests.Clip(),
        ];

        Assert.Equal(changed.Length + 1, changed.Append(manifest).Select(ModelFingerprint.Of).Distinct().Count());
    }

    [Fact]
    public void Fingerprint_Definition_DoesNotDrift()
    {
        // Computed outside this program from the written definition. Indexes store it: a change of the definition would orphan every one of them.
        Assert.Equal("8b7c7f5ca91a75a78c65630d3b26bef85170bd372bc80306bcb552b13d9ea525", Manifests.Mote().Fingerprint);
    }

    private string Refuse(ModelManifest manifest) =>
        Assert.Throws<CheckpointException>(() => ModelManifestFile.Write(_folder.File("refused.json"), manifest)).Message;

    private string Json(ModelManifest manifest)
    {
        ModelManifestFile.Write(_folder.File("json"), manifest);
        return File.ReadAllText(_folder.File("json"));
    }
}
