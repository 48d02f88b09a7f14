using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Bundles;

public sealed class BundleCalibrationTests : IDisposable
{
    private static readonly ViewEmbedding _view = new(new float[TinyModel.Width], new float[TinyModel.Width], []);

    private readonly TemporaryFolder _folder = new();
    private readonly ModelBundle _bundle;

    public BundleCalibrationTests()
    {
        var tiny = TinyModel.Write(_folder.Path);
        _bundle = ModelBundle.Open(ModelImporter.Import(
            _folder.File("models"),
            new ModelImportRequest { Name = "tiny", Clip = tiny.ClipPath, TemporalHead = tiny.HeadPath, Vocabulary = tiny.VocabularyPath },
            cancellationToken: TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OpenRelevance_ImportedModel_GoesByTheArchiveVocabulary() => Assert.False(_bundle.OpenRelevance().IsMeasured);

    [Fact]
    public void Write_Calibration_IsReadAgainAndLeavesTheFingerprint()
    {
        var calibration = new MeasuredCalibration([.. Enumerable.Range(0, TinyModel.Width).Select(i => i / -25f)], -10, new float[TinyModel.Width], 40, 3, ["raising", "ärmel"]);
        var query = new float[TinyModel.Width];
        query[10] = 1;

        var calibrated = BundleCalibration.Write(_bundle, calibration);

        Assert.Equal(_bundle.Fingerprint, calibrated.Fingerprint);
        Assert.True(calibrated.OpenRelevance().IsMeasured);
        Assert.Equal(1 / (1 + MathF.Exp(-((40 * 0.36f) - 10 - 0.4f) + (3 * 0.5f))), calibrated.OpenRelevance().For(query, 0.5f).Relevance(_view, 0, 0.36f), 1e-5f);
        var tokenizer = calibrated.OpenTokenizer();
        Assert.Equal(["dog"], calibrated.OpenRelevance().FragmentsOf(tokenizer.Encode("raising a dog, Ärmel"), tokenizer).Words);
        Assert.All(calibrated.CheckFiles(TestContext.Current.CancellationToken), file => Assert.True(file.Ok, file.Reason));
        Assert.Equal(["manifest.json", "relevance.safetensors", "temporal.safetensors", "text.safetensors", "vision.safetensors", "vocabulary.bpe.gz"], Files());
    }

    [Fact]
    public void Write_Again_Replaces()
    {
        var calibration = new MeasuredCalibration(new float[TinyModel.Width], -10, new float[TinyModel.Width], 40, 3, ["raising", "ärmel"]);
        _ = BundleCalibration.Write(_bundle, calibration);

        var again = BundleCalibration.Write(_bundle, calibration with { FragmentPenalty = 0 });

        Assert.False(again.OpenRelevance().MindsFragments);
    }

    [Fact]
    public void OpenRelevance_ChangedFile_IsRefused()
    {
        var calibrated = BundleCalibration.Write(_bundle, new MeasuredCalibration(new float[TinyModel.Width], -10, new float[TinyModel.Width], 40, 3, ["raising", "ärmel"]));
        var path = Path.Combine(calibrated.Folder, "relevance.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Throws<CheckpointException>(() => calibrated.OpenRelevance());
    }

    [Theory]
    [InlineData(TinyModel.Width - 1, 40, 0)]
    [InlineData(TinyModel.Width, float.NaN, 0)]
    [InlineData(TinyModel.Width, 40, -1)]
    public void OpenRelevance_NoCalibration_IsRefused(int width, float steepness, float penalty)
    {
        var calibrated = BundleCalibration.Write(_bundle, new MeasuredCalibration(new float[width], -10, new float[width], steepness, penalty, []));

        Assert.Throws<CheckpointException>(() => calibrated.OpenRelevance());
    }

    [Fact]
    public void Write_ArchiveCalibration_IsReadAgainAndToldApart()
    {
        var spread = new float[TinyModel.Width * TinyModel.Width];
        spread[0] = 0.25f;
        var query = new float[TinyModel.Width];
        query[0] = 1;

        var calibrated = BundleCalibration.Write(_bundle, new ArchiveCalibration(new float[TinyModel.Width], spread, 2, 3));

        Assert.Equal((_bundle.Fingerprint, RelevanceBasis.Archive), (calibrated.Fingerprint, calibrated.RelevanceBasis));
        Assert.Equal(RelevanceBasis.Vocabulary, _bundle.RelevanceBasis);
        Assert.Equal(1 / (1 + MathF.Exp(-3 * (2.4f - 2))), calibrated.OpenRelevance().For(query, 1).Relevance(_view, 0, 1.2f), 1e-5f);
    }

    [Theory]
    [InlineData(TinyModel.Width - 1, 1)]
    [InlineData(TinyModel.Width, 0)]
    [InlineData(TinyModel.Width, float.PositiveInfinity)]
    public void OpenRelevance_NoArchiveCalibration_IsRefused(int width, float steepness)
    {
        var calibrated = BundleCalibration.Write(_bundle, new ArchiveCalibration(new float[width], new float[width * width], 2, steepness));

        Assert.Throws<CheckpointException>(() => calibrated.OpenRelevance());
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_bundle.Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
