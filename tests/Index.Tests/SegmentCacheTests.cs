using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Index.Tests;

public sealed class SegmentCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;
    private readonly SqliteSegmentIndex _index;
    private readonly SegmentCache _cache;

    public SegmentCacheTests()
    {
        _store = SqliteStore.OpenOrCreate(_folder.Path);
        _index = new SqliteSegmentIndex(_store);
        _cache = new SegmentCache(_store);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AtLeastAsync_NothingChanged_IsTheSameSnapshot()
    {
        await StoreAsync(1, segments: 3);

        Assert.Same(await SnapshotAsync(), await SnapshotAsync());
    }

    [Fact]
    public async Task AtLeastAsync_ChunkStored_KeepsWhatIsInMemoryAndAddsTheNew()
    {
        await StoreAsync(1, segments: 3);
        await StoreAsync(2, segments: 3);
        var before = await SnapshotAsync();

        await StoreAsync(3, segments: 5);
        var after = await SnapshotAsync();

        Assert.Equal(2, before.Runs.Length);
        Assert.Equal(3, after.Runs.Length);
        Assert.All(before.Runs, run => Assert.Contains(after.Runs, other => ReferenceEquals(other, run)));
        Assert.Same(before.Runs[0].Block, after.Runs[^1].Block);
    }

    [Fact]
    public async Task AtLeastAsync_ChunkStoredAgain_ReplacesItAloneAndLeavesTheEarlierSnapshotWhole()
    {
        await StoreAsync(1, segments: 3);
        await StoreAsync(2, segments: 3);
        var before = await SnapshotAsync();
        var vector = before.Runs[0].Block.View(before.Runs[0].First).Spatial;

        await StoreAsync(1, segments: 2);
        var after = await SnapshotAsync();

        Assert.Equal([3, 3], before.Runs.Select(run => run.Count));
        Assert.Equal(vector, before.Runs[0].Block.View(before.Runs[0].First).Spatial);
        Assert.Equal([(Examples.Id(2), 3), (Examples.Id(1), 2)], after.Runs.Select(run => (run.Video, run.Count)));
        Assert.Same(before.Runs[1], after.Runs[0]);
    }

    [Fact]
    public async Task AtLeastAsync_MostIsDeleted_MovesTheRestTogether()
    {
        for (var number = 1; number <= 40; number++)
        {
            await StoreAsync(number, segments: 30);
        }

        var before = await SnapshotAsync();
        for (var number = 1; number <= 36; number++)
        {
            await _index.DeleteAsync(Examples.Id(number), Token);
        }

        var after = await SnapshotAsync();

        Assert.Equal(1200, before.Runs.Sum(run => run.Count));
        Assert.Equal(120, after.Runs.Sum(run => run.Count));
        Assert.InRange(after.Runs.Select(run => run.Block).Distinct().Sum(block => block.Capacity), 120, 400);
        foreach (var run in after.Runs)
        {
            var expected = Examples.Segments(Convert.ToInt32(run.Video.Value[^4..], 16), 30);
            for (var i = 0; i < run.Count; i++)
            {
                Assert.Equal(expected[i].Segment, run.Block.Place(run.First + i).In(run.Video));
                Assert.Equivalent(expected[i].View, run.Block.View(run.First + i), strict: true);
                Assert.Equal(
                    new SegmentScoring(SegmentSquares.Of(expected[i].View), new ArchiveGain(expected[i].Fit.Logits, expected[i].Fit.Similarities)),
                    run.Block.Scoring(run.First + i));
            }
        }
    }

    [Fact]
    public async Task AtLeastAsync_EverythingDeletedAndStoredAnew_FindsTheNew()
    {
        await StoreAsync(1, segments: 3);
        await SnapshotAsync();
        await _index.DeleteAsync(Examples.Id(1), Token);
        Assert.Empty((await SnapshotAsync()).Runs);

        await StoreAsync(2, segments: 4);

        Assert.Equal(4, Assert.Single((await SnapshotAsync()).Runs).Count);
    }

    [Fact]
    public async Task AtLeastAsync_AskedFromManySides_LoadsOnce()
    {
        await StoreAsync(1, segments: 300);

        var snapshots = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(SnapshotAsync)));

        Assert.Single(snapshots.Select(snapshot => snapshot.Runs[0].Block).Distinct());
    }

    [Fact]
    public async Task AtLeastAsync_DamagedChunk_SaysWhichVideo()
    {
        await StoreAsync(1, segments: 3);
        await StoreAsync(2, segments: 3);
        _store.Write(connection => connection.Execute("UPDATE segment_chunk SET vectors = x'00000000' WHERE video_id = $id", ("$id", Examples.Id(2).Value)));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(SnapshotAsync);

        Assert.Contains(Examples.Id(2).Value, error.Message, StringComparison.Ordinal);
        await _index.DeleteAsync(Examples.Id(2), Token);
        Assert.Single((await SnapshotAsync()).Runs);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private Task StoreAsync(int video, int segments) => _index.StoreAsync(Examples.Video(video), 0, Examples.Segments(video, segments), Token);

    private Task<SegmentSnapshot> SnapshotAsync() =>
        _cache.AtLeastAsync(Examples.Model, _store.Read(connection => ModelVersions.Read(connection, Examples.Model)), Token);
}
