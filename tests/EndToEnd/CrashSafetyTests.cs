using System.Globalization;
using System.Text.Json;
using MoTE.Indexing.Cli.Tests.Fixtures;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Index;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.EndToEnd;

/// <summary>Indexing that is killed at random moments, as a power cut would, ends like indexing that is not.</summary>
/// <remarks>
/// Each round indexes clips of several chunks into a new data folder, is killed once or twice, and is then run to its end. A moment is a seeded share of
/// the files that an undisturbed run leaves, and a seeded while after it, so that moments spread over the work whatever the machine's speed.
/// <c>MOTE_CRASH_ROUNDS</c> and <c>MOTE_CRASH_CLIPS</c> make the test longer.
/// </remarks>
public sealed class CrashSafetyTests : IDisposable
{
    private const int Seed = 20_260_101;
    private const double LargestDifference = 1e-4;
    private static readonly TimeSpan LongestWhile = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    // So that the short clips have several chunks each.
    private static readonly (string, string)[] Environment = [("MOTE_Chunks__ChunkLength", "00:00:04")];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivenIndexing_WhenKilledAtRandomMoments_ARestartFinishesWithTheSegmentsOfAnUndisturbedRun()
    {
        var (rounds, clips) = (Setting("MOTE_CRASH_ROUNDS", 4), Setting("MOTE_CRASH_CLIPS", 10));
        TinyBundle.Write(_folder);
        await RenderAsync(clips);
        await FinishAsync("undisturbed", clips);
        var expected = await ReadAsync("undisturbed");
        Assert.True(expected.Segments.Count > clips, "Clips have several segments each.");
        var random = new Random(Seed);
        var kills = 0;
        for (var round = 1; round <= rounds; round++)
        {
            var data = $"round-{round}";
            kills += await KillAsync(data, random.Next(expected.Files.Count), LongestWhile * random.NextDouble());
            if (random.Next(2) == 0)
                kills += await KillAsync(data, random.Next(FilesOf(data).Count, expected.Files.Count + 1), LongestWhile * random.NextDouble());

            await FinishAsync(data, clips);

            AssertSame(expected, await ReadAsync(data));
            Directory.Delete(_folder.File(data), recursive: true);
        }

        Assert.True(kills >= rounds / 2, $"Only {kills} kills came before a run had ended.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} rounds over {clips} clips, {kills} kills, {expected.Segments.Count} segments each time.");
    }

    public void Dispose() => _folder.Dispose();

    private static int Setting(string name, int otherwise) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    // Different bytes, times and chunks.
    private async Task RenderAsync(int clips)
    {
        for (var clip = 0; clip < clips; clip++)
        {
            await TinyClips.PatternAsync(_folder, $"videos/{clip:00}.mp4", 3 + (clip % 5 * 3.1), clip % 2 == 0 ? "testsrc" : "testsrc2", keyFrameEvery: 10 + (clip / 10));
        }
    }

    private string[] Arguments(string data) => ["index", _folder.File("videos"), "--json", "--data", _folder.File(data), "--models", _folder.File("models")];

    private async Task FinishAsync(string data, int clips)
    {
        using var run = MoteProcess.Start(Environment, Arguments(data));
        var (exitCode, output, error) = await run.EndAsync();
        Assert.True(exitCode == 0, error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(clips, lines.Length);
        Assert.All(lines, line => Assert.Equal("searchable", JsonDocument.Parse(line).RootElement.GetProperty("state").GetString()));
    }

    // Returns 1 when the run was still going on.
    private async Task<int> KillAsync(string data, int files, TimeSpan later)
    {
        using var run = MoteProcess.Start(Environment, Arguments(data));
        while (!run.HasEnded && FilesOf(data).Count < files)
        {
            await Task.Delay(LookEvery, Token);
        }

        await Task.Delay(later, Token);
        var wasRunning = !run.HasEnded;
        run.Kill();
        _ = await run.EndAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{data}: killed at {files} files and {later.TotalMilliseconds:0} ms, {await HowFarAsync(data)}{(wasRunning ? "" : ", but it had ended")}.");
        return wasRunning ? 1 : 0;
    }

    // All files but the index and its log, as paths below the data folder.
    private List<string> FilesOf(string data)
    {
        var root = _folder.File(data);
        try
        {
            return
            [
                .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(root, file))
                    .Where(file => !file.StartsWith(SqliteStore.FileName, StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];    // not there yet, or a folder went away while it was listed
        }
    }

    private async Task<string> HowFarAsync(string data)
    {
        if (!File.Exists(Path.Combine(_folder.File(data), SqliteStore.FileName)))
            return "before the index was there";
        using var store = SqliteStore.OpenOrCreate(_folder.File(data));
        var videos = await new SqliteVideoCatalogue(store).ListAsync(Token);
        var artifacts = Directory.Exists(Path.Combine(_folder.File(data), "artifacts"))
            ? Directory.EnumerateFiles(Path.Combine(_folder.File(data), "artifacts"), "chunk-*", SearchOption.AllDirectories).Count()
            : 0;
        return $"{videos.Count} videos known, {videos.Count(video => video.State == VideoState.Searchable)} searchable, "
            + $"{artifacts} chunks embedded, {videos.Sum(video => video.ChunksDone)} indexed";
    }

    private async Task<Archive> ReadAsync(string data)
    {
        using var store = SqliteStore.OpenOrCreate(_folder.File(data));
        var (catalogue, index) = (new SqliteVideoCatalogue(store), new SqliteSegmentIndex(store));
        var model = Assert.Single(await index.ListModelsAsync(Token));
        var query = new SegmentQuery(model.Fingerprint, [1, .. new float[TinyBundle.Width - 1]], new float[6], int.MaxValue / 2);
        var matches = await index.FindAsync(query, Token);
        return new Archive(
            [.. (await catalogue.ListAsync(Token)).OrderBy(video => video.Id.Value, StringComparer.Ordinal)],
            [.. matches.OrderBy(match => match.Segment.VideoId.Value, StringComparer.Ordinal).ThenBy(match => match.Segment.Number)],
            FilesOf(data));
    }

    private static void AssertSame(Archive expected, Archive actual)
    {
        Assert.Equal(expected.Files, actual.Files);
        Assert.Equal(
            expected.Videos.Select(video => (video.Id, video.State, video.Duration, video.ChunksTotal, video.ChunksDone, video.Segments, video.Remark)),
            actual.Videos.Select(video => (video.Id, video.State, video.Duration, video.ChunksTotal, video.ChunksDone, video.Segments, video.Remark)));
        Assert.Equal(expected.Segments.Select(match => match.Segment), actual.Segments.Select(match => match.Segment));
        Assert.All(expected.Segments.Zip(actual.Segments), pair =>
        {
            Assert.InRange(Difference(pair.First.View.Spatial, pair.Second.View.Spatial), 0, LargestDifference);
            Assert.InRange(Difference(pair.First.View.Temporal, pair.Second.View.Temporal), 0, LargestDifference);
        });
    }

    private static double Difference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).Max();

    /// <summary>All that indexing leaves behind.</summary>
    private sealed record Archive(IReadOnlyList<Video> Videos, IReadOnlyList<SegmentMatch> Segments, IReadOnlyList<string> Files);
}
