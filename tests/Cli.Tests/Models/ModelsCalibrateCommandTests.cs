using MoTE.Indexing.Artifacts;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Model.Retrieval;
using MoTE.Indexing.Storage;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Cli.Tests.Models;

public sealed class ModelsCalibrateCommandTests : IDisposable
{
    private const int Videos = 30;
    private const int SegmentsPerVideo = 10;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string[] Places => ["--data", _folder.File("data"), "--models", _folder.File("models")];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calibrate_Archive_IsUsedByTheNextSearchAndListed(bool temporal)
    {
        var bundle = await ArchiveAsync(Videos, temporal);
        var phrase = bundle.ReadArchiveFeatures()[0];
        Assert.Equal("vocabulary", await ListedAsync());

        var run = await CommandRun.OfAsync(["models", "calibrate", "tiny", "--json", .. Places]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(["model", "folder", "relevance", "videos", "segments", "phrases", "level", "steepness"], CommandRun.Members(run.Json));
        Assert.Equal(
            (Videos, Videos * SegmentsPerVideo, bundle.ArchiveNames.Count),
            (run.Json.GetProperty("videos").GetInt32(), run.Json.GetProperty("segments").GetInt32(), run.Json.GetProperty("phrases").GetInt32()));
        Assert.Equal("archive", await ListedAsync());
        var calibrated = ModelBundle.Open(bundle.Folder);
        Assert.Equal(bundle.Fingerprint, calibrated.Fingerprint);
        Assert.True(calibrated.OpenRelevance().For(phrase, 0).Relevance(Examples.Segments(1, 1, TinyBundle.Width)[0].View, 0, 0.9f) > 0.5f);

        // Again, without --replace: this one throws nothing away that people measured.
        Assert.Equal(0, (await CommandRun.OfAsync(["models", "calibrate", "tiny", .. Places])).ExitCode);
    }

    [Fact]
    public async Task Calibrate_ArchiveTooSmall_SaysHowManySegmentsThereAre()
    {
        _ = await ArchiveAsync(videos: 2, temporal: true);

        var run = await CommandRun.OfAsync(["models", "calibrate", "tiny", .. Places]);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains($"20 segments of the model 'tiny', but a calibration needs {ArchiveCalibrator.LeastViews}", run.Error, StringComparison.Ordinal);
        Assert.Equal("vocabulary", await ListedAsync());
    }

    [Fact]
    public async Task Calibrate_NoArchive_SaysSo()
    {
        TinyBundle.Write(_folder);

        var run = await CommandRun.OfAsync(["models", "calibrate", "tiny", .. Places]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("0 segments", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calibrate_MeasuredModel_IsRefusedUnlessItIsToBeReplaced()
    {
        var bundle = await ArchiveAsync(Videos, temporal: true);
        _ = BundleCalibration.Write(bundle, new MeasuredCalibration(new float[TinyBundle.Width], -10, new float[TinyBundle.Width], 30, 0, []));

        var refused = await CommandRun.OfAsync(["models", "calibrate", "tiny", .. Places]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--replace", refused.Error, StringComparison.Ordinal);
        Assert.Equal("measured", await ListedAsync());

        Assert.Equal(0, (await CommandRun.OfAsync(["models", "calibrate", "tiny", "--replace", .. Places])).ExitCode);
        Assert.Equal("archive", await ListedAsync());
    }

    private async Task<string?> ListedAsync()
    {
        var listed = await CommandRun.OfAsync(["models", "list", "--json", .. Places]);
        return listed.Json.GetProperty("models").EnumerateArray().First(model => model.GetProperty("name").GetString() == "tiny").GetProperty("relevance").GetString();
    }

    // Chunks of random segments, as if they had been embedded.
    private async Task<ModelBundle> ArchiveAsync(int videos, bool temporal)
    {
        var bundle = ModelBundle.Open(Path.Combine(TinyBundle.Write(_folder, temporal: temporal), "tiny"));
        var artifacts = new FolderArtifactStore(new FolderLayout(_folder.File("data")));
        for (var number = 1; number <= videos; number++)
        {
            EmbeddedSegment[] segments = [.. Examples.Segments(number, SegmentsPerVideo, TinyBundle.Width).Select(segment =>
                segment with { View = segment.View with { NearestClasses = temporal ? [0, 1, 2, 3, 4] : [] }, Fit = temporal ? segment.Fit : ArchiveFit.None })];
            var chunk = new ChunkArtifact
            {
                VideoId = Examples.Id(number),
                ModelFingerprint = bundle.Fingerprint,
                ModelName = bundle.Name,
                Chunk = 0,
                ChunkCount = 1,
                Segments = segments,
                Shots = [.. segments.Select(_ => 0)],
                Cut = "cut",
                Carry = "",
            };
            await artifacts.PutAsync(chunk.VideoId, ArtifactNames.Chunk(bundle.Fingerprint, 0), ChunkArtifactFile.Write(chunk), Token);
        }

        return bundle;
    }
}
