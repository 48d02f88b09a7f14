using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Bundles;

public sealed class ModelImporterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinyModel _tiny;

    public ModelImporterTests() => _tiny = TinyModel.Write(_folder.Path);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Home => _folder.File("models");

    private ModelImportRequest Request => new()
    {
        Name = "tiny",
        Clip = _tiny.ClipPath,
        TemporalHead = _tiny.HeadPath,
        Vocabulary = _tiny.VocabularyPath,
        Classes = _tiny.ClassesPath,
        Licence = "none",
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Import_HeadAndClasses_MakesACompleteBundle()
    {
        var listing = ModelImporter.Import(Home, Request, cancellationToken: Cancel);

        Assert.Equal((BundleState.Complete, null), (listing.State, listing.Reason));
        var manifest = listing.Manifest!;
        Assert.Equal(TinyModel.Classes, manifest.FineTuningClasses);
        Assert.Null(manifest.ArchiveVocabulary);
        Assert.Equal(PromptTemplates.Published, manifest.PromptTemplates);
        Assert.Equal((64, 8, 32), (manifest.EmbeddingWidth, manifest.FramesPerView, manifest.Preprocessing.Resolution));
        Assert.Equal(100, manifest.LogitScale, 3e-2f);
        Assert.Null(manifest.PatchFactor);
        Assert.Contains("clip.safetensors (SHA-256 ", manifest.Source, StringComparison.Ordinal);
        Assert.Equal(
            ["manifest.json", "temporal.safetensors", "text.safetensors", "vision.safetensors", "vocabulary.bpe.gz"],
            Directory.GetFiles(listing.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["tiny"], Directory.GetFileSystemEntries(Home).Select(Path.GetFileName));

        using var head = SafetensorsFile.Open(Path.Combine(listing.Folder, BundleFile.TemporalHead));
        Assert.DoesNotContain(head.Tensors.Keys, key => key.Contains("fc_up", StringComparison.Ordinal) || key.Contains("mote_fusion", StringComparison.Ordinal));
        Assert.Contains("transformer.resblocks.0.mlp.c_fc.weight", head.Tensors.Keys);
        Assert.All(head.Tensors.Values, tensor => Assert.Equal(StoredType.Float32, tensor.Type));
    }

    [Fact]
    public void Import_Twice_GivesTheSameFingerprint()
    {
        var first = ModelImporter.Import(Home, Request, cancellationToken: Cancel);
        var second = ModelImporter.Import(Home, Request with { Name = "other" }, cancellationToken: Cancel);

        Assert.Equal(first.Manifest!.Fingerprint, second.Manifest!.Fingerprint);
    }

    [Fact]
    public void Import_PlainClip_HasAnArchiveVocabularyOfItsOwn()
    {
        var listing = ModelImporter.Import(Home, Request with { TemporalHead = null, Classes = null }, cancellationToken: Cancel);

        Assert.False(listing.Manifest!.HasTemporalHead);
        Assert.Equal(ArchiveVocabularyNames.Default, listing.Manifest.ArchiveVocabulary);
        var bundle = ModelBundle.Open(listing);
        var features = bundle.ReadArchiveFeatures();
        Assert.Equal(ArchiveVocabularyNames.Default.Count, features.Count);
        Assert.Equal(_tiny.Encode([ArchiveVocabularyNames.Default[3]])[0], features[3], (a, b) => MathF.Abs(a - b) < 1e-5f);
        Assert.Empty(bundle.ReadClassFeatures());
        Assert.True(bundle.OpenArchiveVocabulary().IsPlainClip);
    }

    [Fact]
    public void Import_PlainClipWithClasses_TakesThemAsArchiveVocabulary()
    {
        var listing = ModelImporter.Import(Home, Request with { TemporalHead = null }, cancellationToken: Cancel);

        Assert.Equal(TinyModel.Classes, listing.Manifest!.ArchiveVocabulary);
        Assert.Empty(listing.Manifest.FineTuningClasses);
    }

    [Fact]
    public void Import_NoClassNames_KeepsTheFeaturesAndLeavesTheNamesOut()
    {
        var bundle = ModelBundle.Open(ModelImporter.Import(Home, Request with { Classes = null }, cancellationToken: Cancel));

        Assert.Empty(bundle.Manifest.FineTuningClasses);
        Assert.Equal(_tiny.ClassFeatures, bundle.ReadClassFeatures());
        Assert.Equal(TinyModel.Classes.Count, bundle.OpenArchiveVocabulary().Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Import_ClassFeaturesAbsentOrZero_ComputesThemFromTheNames(bool zero)
    {
        _tiny.WriteHead(zero ? [.. TinyModel.Classes.Select(_ => new float[TinyModel.Width])] : null);

        var failure = Assert.Throws<UserErrorException>(() => ModelImporter.Import(Home, Request with { Classes = null }, cancellationToken: Cancel));
        Assert.Contains("--classes", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Home));

        var bundle = ModelBundle.Open(ModelImporter.Import(Home, Request, cancellationToken: Cancel));
        Assert.Equal(_tiny.ClassFeatures.SelectMany(row => row), bundle.ReadClassFeatures().SelectMany(row => row), (a, b) => MathF.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void Import_ClassesInAnotherOrder_AreRefused()
    {
        File.WriteAllText(_tiny.ClassesPath, TinyModel.Csv(TinyModel.Classes.Reverse()));

        var failure = Assert.Throws<UserErrorException>(() => ModelImporter.Import(Home, Request, cancellationToken: Cancel));

        Assert.Contains("in another order", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_TooFewClasses_AreRefused()
    {
        File.WriteAllText(_tiny.ClassesPath, TinyModel.Csv(TinyModel.Classes.Take(5)));

        var failure = Assert.Throws<UserErrorException>(() => ModelImporter.Import(Home, Request, cancellationToken: Cancel));

        Assert.Contains("5 classes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_Half_HalvesTheMatricesAndHardlyMovesAnEmbedding()
    {
        var full = ModelBundle.Open(ModelImporter.Import(Home, Request, cancellationToken: Cancel));
        var half = ModelBundle.Open(ModelImporter.Import(Home, Request with { Name = "half", Half = true }, cancellationToken: Cancel));

        Assert.InRange(half.Manifest.Files[BundleFile.TextTower].SizeBytes, 1, (long)(0.53 * full.Manifest.Files[BundleFile.TextTower].SizeBytes));
        Assert.NotEqual(full.Fingerprint, half.Fingerprint);
        Assert.Equal(full.ReadClassFeatures(), half.ReadClassFeatures());
        using var fullEncoder = full.OpenVideoEncoder();
        using var halfEncoder = half.OpenVideoEncoder();
        var pixels = new byte[8 * 3 * 32 * 32];
        new Random(3).NextBytes(pixels);
        var (expected, actual) = (fullEncoder.Encode(pixels, 1)[0], halfEncoder.Encode(pixels, 1)[0]);
        Assert.Equal(expected.Spatial, actual.Spatial, (a, b) => MathF.Abs(a - b) < 2e-2f);
        Assert.Equal(expected.Temporal, actual.Temporal, (a, b) => MathF.Abs(a - b) < 2e-2f);
    }

    [Fact]
    public void Import_TakenName_IsRefusedUnlessReplaced()
    {
        var first = ModelImporter.Import(Home, Request, cancellationToken: Cancel);

        var failure = Assert.Throws<UserErrorException>(() => ModelImporter.Import(Home, Request with { Half = true }, cancellationToken: Cancel));
        Assert.Contains("--replace", failure.Message, StringComparison.Ordinal);

        var second = ModelImporter.Import(Home, Request with { Half = true, Replace = true }, cancellationToken: Cancel);
        Assert.NotEqual(first.Manifest!.Fingerprint, second.Manifest!.Fingerprint);
        Assert.Equal(["tiny"], Directory.GetFileSystemEntries(Home).Select(Path.GetFileName));

        Directory.CreateDirectory(_folder.File("models/precious"));
        failure = Assert.Throws<UserErrorException>(() => ModelImporter.Import(Home, Request with { Name = "precious", Replace = true }, cancellationToken: Cancel));
        Assert.Contains("not replaced", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("UPPER")]
    [InlineData("")]
    [InlineData(".hidden")]
    public void Import_NameThatIsNone_IsRefused(string name)
    {
        var failure = Assert.Throws<UserErrorException>(() => ModelImporter.Import(Home, Request with { Name = name }, cancellationToken: Cancel));

        Assert.Contains("cannot name a model", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_HeadWithAnUnknownTensor_FailsAndLeavesNoTrace()
    {
        _tiny.WriteHead(_tiny.ClassFeatures, head => head.Add("transformer.resblocks.0.surprise", [1], [1f]));

        var failure = Assert.Throws<CheckpointException>(() => ModelImporter.Import(Home, Request, cancellationToken: Cancel));

        Assert.Contains("surprise", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Home));
    }

    [Fact]
    public void Import_ClassFeaturesOfAnotherLength_AreRefused()
    {
        _tiny.WriteHead([.. _tiny.ClassFeatures.Select(row => row.Select(value => 3 * value).ToArray())]);

        var failure = Assert.Throws<CheckpointException>(() => ModelImporter.Import(Home, Request with { Classes = null }, cancellationToken: Cancel));

        Assert.Contains("unit vectors", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_Cancelled_LeavesNoTrace()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var progress = new Watching(step =>
        {
            if (step.Step.Contains("text", StringComparison.Ordinal))
                stop.Cancel();
        });

        _ = Assert.ThrowsAny<OperationCanceledException>(() => ModelImporter.Import(Home, Request, progress, stop.Token));

        Assert.Empty(Directory.GetFileSystemEntries(Home));
    }

    [Fact]
    public void Import_NoVocabulary_AsksForIt()
    {
        var failure = Assert.Throws<UserErrorException>(() => ModelImporter.Import(Home, Request with { Vocabulary = null }, cancellationToken: Cancel));

        Assert.Contains("--vocab", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_HuggingFaceFolder_BringsItsOwnVocabulary()
    {
        var folder = HuggingFaceFolder.Write(_folder.File("hf"), _tiny);

        var bundle = ModelBundle.Open(ModelImporter.Import(Home, Request with { Clip = folder, Vocabulary = null }, cancellationToken: Cancel));

        var openAi = ModelBundle.Open(ModelImporter.Import(Home, Request with { Name = "openai" }, cancellationToken: Cancel));
        Assert.Equal(_tiny.Vocabulary.EndId, bundle.Manifest.Towers.PoolingToken);
        Assert.Equal("hf, head.safetensors", string.Join(", ", bundle.Manifest.Source.Split(", ").Select(source => source.Split(' ')[0])));
        var tokenizer = bundle.OpenTokenizer();
        Assert.Equal(_tiny.Vocabulary.Merges, tokenizer.Vocabulary.Merges);
        using var expected = openAi.OpenTextEncoder();
        using var actual = bundle.OpenTextEncoder();
        var ids = tokenizer.Encode("rowing a boat");
        Assert.Equal(expected.Encode([ids])[0], actual.Encode([ids])[0], (a, b) => MathF.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void Import_HomeThatCannotBeWritten_SaysSo()
    {
        File.WriteAllText(Home, "a file");

        var failure = Assert.Throws<UserErrorException>(() => ModelImporter.Import(Home, Request, cancellationToken: Cancel));

        Assert.Contains("cannot be written", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_TextTowerThatNoVocabularyFits_EmbedsButSaysThatItCannotSearch()
    {
        var request = new ModelImportRequest
        {
            Name = "unsearchable",
            Clip = ReferenceFixtures.Require("tiny-a/clip.safetensors"),
            Mote = ReferenceFixtures.Require("tiny-a/mote_checkpoint_ddp_fp16.pt"),
        };

        var bundle = ModelBundle.Open(ModelImporter.Import(Home, request, cancellationToken: Cancel));

        Assert.Equal(0.99, bundle.Manifest.PatchFactor);
        Assert.Contains("searched", Assert.Throws<UserErrorException>(bundle.OpenTokenizer).Message, StringComparison.Ordinal);
        using var encoder = bundle.OpenVideoEncoder();
        Assert.Equal(20, encoder.FineTuningClasses.Count);
    }

    private sealed class Watching(Action<ImportProgress> then) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => then(value);
    }
}
