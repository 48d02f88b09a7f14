using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Bundles;

public sealed class ModelBundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinyModel _tiny;
    private readonly ModelBundle _bundle;

    public ModelBundleTests()
    {
        _tiny = TinyModel.Write(_folder.Path);
        _bundle = ModelBundle.Open(ModelImporter.Import(
            _folder.File("models"),
            new ModelImportRequest
            {
                Name = "tiny", Clip = _tiny.ClipPath, TemporalHead = _tiny.HeadPath, Vocabulary = _tiny.VocabularyPath, Classes = _tiny.ClassesPath,
            },
            cancellationToken: TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OpenVideoEncoder_Bundle_EmbedsAsTheRawFilesDo()
    {
        using var clip = SafetensorsFile.Open(_tiny.ClipPath);
        using var head = SafetensorsFile.Open(_tiny.HeadPath);
        var options = new EncoderOptions { Device = "cpu" };
        using var raw = VideoEncoder.Load(clip, head, options);
        using var encoder = _bundle.OpenVideoEncoder(options);
        var pixels = new byte[2 * 8 * 3 * 32 * 32];
        new Random(3).NextBytes(pixels);

        var (expected, actual) = (raw.Encode(pixels, 2), encoder.Encode(pixels, 2));

        for (var view = 0; view < 2; view++)
        {
            Assert.Equal(expected[view].Spatial, actual[view].Spatial, (a, b) => MathF.Abs(a - b) < 1e-5f);
            Assert.Equal(expected[view].Temporal, actual[view].Temporal, (a, b) => MathF.Abs(a - b) < 1e-5f);
            Assert.Equal(expected[view].NearestClasses, actual[view].NearestClasses);
        }
    }

    [Fact]
    public void OpenTokenizerAndTextEncoder_Query_IsEncoded()
    {
        var tokenizer = _bundle.OpenTokenizer();
        using var encoder = _bundle.OpenTextEncoder();

        var vector = Assert.Single(encoder.Encode([tokenizer.Encode("dancing")]));

        Assert.Equal(_tiny.Vocabulary.Size, tokenizer.Vocabulary.Size);
        Assert.Equal(1, vector.Sum(value => value * value), 1e-4f);
    }

    [Fact]
    public void Open_ChangedFile_IsNoticedWhenItIsUsed()
    {
        var path = Path.Combine(_bundle.Folder, BundleFile.TemporalHead);
        var bytes = File.ReadAllBytes(path);
        bytes[^100] ^= 1;
        File.WriteAllBytes(path, bytes);
        var reopened = ModelBundle.Open(_bundle.Folder);

        reopened.OpenTextEncoder().Dispose();
        var failure = Assert.Throws<CheckpointException>(() => reopened.OpenVideoEncoder());

        Assert.Contains("temporal.safetensors' was changed", failure.Message, StringComparison.Ordinal);
        Assert.Equal([BundleFile.TemporalHead], reopened.CheckFiles(TestContext.Current.CancellationToken).Where(check => !check.Ok).Select(check => check.File));
    }

    [Fact]
    public void Open_HeadRemoved_NeverBecomesPlainClip()
    {
        File.Delete(Path.Combine(_bundle.Folder, BundleFile.TemporalHead));

        var failure = Assert.Throws<UserErrorException>(() => ModelBundle.Open(_bundle.Folder));

        Assert.Contains("temporal.safetensors' is missing", failure.Message, StringComparison.Ordinal);
        Assert.Contains("missing", Assert.ThrowsAny<Exception>(() => _bundle.OpenVideoEncoder()).Message + " missing", StringComparison.Ordinal);
    }

    [Fact]
    public void Open_HeadsOfAnotherNumber_AreRefused()
    {
        var manifest = _bundle.Manifest with { Towers = _bundle.Manifest.Towers with { VisionHeads = 2 } };
        ModelManifestFile.Write(Path.Combine(_bundle.Folder, BundleFile.Manifest), Manifests.Sealed(manifest));

        var failure = Assert.Throws<CheckpointException>(() => ModelBundle.Open(_bundle.Folder).OpenVideoEncoder());

        Assert.Contains("1 heads, not 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadArchiveFeatures_NoNamesOfItsOwn_AreTheClassFeatures()
    {
        Assert.Equal(_tiny.ClassFeatures, _bundle.ReadArchiveFeatures());
        Assert.Equal(TinyModel.Classes, _bundle.ArchiveNames);
        Assert.False(_bundle.OpenArchiveVocabulary().IsPlainClip);
    }
}
