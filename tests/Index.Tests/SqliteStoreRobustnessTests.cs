using System.Runtime.InteropServices;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Index.Tests;

/// <summary>Whatever happens to the disk, the file or a second process: one clear sentence, and nothing is damaged.</summary>
public sealed class SqliteStoreRobustnessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StoreAsync_DiskFull_SaysSoAndKeepsWhatIsStored()
    {
        using var disk = new TinyDisk(kibibytes: 2048);
        using var store = SqliteStore.OpenOrCreate(disk.Path);
        var index = new SqliteSegmentIndex(store);
        var stored = 0;

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            for (; stored < 1000; stored++)
            {
                await index.StoreAsync(Examples.Video(1), stored, Wide(1, first: stored * 12, count: 12), Token);
            }
        });

        Assert.Contains("no room", error.Message, StringComparison.Ordinal);
        Assert.InRange(stored, 1, 999);
        Assert.Equal(stored * 12, await index.CountAsync(Examples.Model, VideoFilter.None, Token));
        Assert.Equal(stored * 12, (await index.FindAsync(WideQuery(), Token)).Count);
    }

    [Fact]
    public async Task StoreAsync_RoomAgainAfterDiskFull_GoesOn()
    {
        using var disk = new TinyDisk(kibibytes: 2048);
        using var store = SqliteStore.OpenOrCreate(disk.Path);
        var index = new SqliteSegmentIndex(store);
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "ballast"), new byte[1500 << 10], Token);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => index.StoreAsync(Examples.Video(1), 0, Wide(1, first: 0, count: 150), Token));

        File.Delete(Path.Combine(disk.Path, "ballast"));
        await index.StoreAsync(Examples.Video(1), 0, Wide(1, first: 0, count: 100), Token);

        Assert.Equal(100, (await index.FindAsync(WideQuery(), Token)).Count);
    }

    [Fact]
    public void OpenOrCreate_DiskFull_SaysSo()
    {
        using var disk = new TinyDisk(kibibytes: 16);
        File.WriteAllBytes(Path.Combine(disk.Path, "ballast"), new byte[8 << 10]);

        var error = Assert.Throws<StoreUnavailableException>(() => SqliteStore.OpenOrCreate(disk.Path));

        Assert.DoesNotContain(disk.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenOrCreate_ReadOnlyFolder_SaysSo()
    {
        using var disk = new TinyDisk(kibibytes: 2048);
        disk.MakeReadOnly();

        var error = Assert.Throws<StoreUnavailableException>(() => SqliteStore.OpenOrCreate(disk.Path));

        Assert.Contains("writable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenExisting_ReadOnlyFolder_SaysSo()
    {
        using var disk = new TinyDisk(kibibytes: 2048);
        using (var store = SqliteStore.OpenOrCreate(disk.Path))
        {
            await new SqliteVideoCatalogue(store).SaveAsync(Examples.Video(1), Token);
        }

        disk.MakeReadOnly();

        var error = Assert.Throws<StoreUnavailableException>(() => SqliteStore.OpenExisting(disk.Path));
        Assert.Contains("writable", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.95)]
    public async Task FindAsync_TruncatedFile_SaysThatItIsDamaged(double kept)
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder);
        var path = folder.File(SqliteStore.FileName);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength((long)(file.Length * kept) / 4096 * 4096);
        }

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => UseAsync(folder));

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task FindAsync_OverwrittenPages_FailsInASentenceOrReadsWhatIsWhole(int seed)
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder);
        var random = new Random(seed);
        using (var file = File.OpenHandle(folder.File(SqliteStore.FileName), FileMode.Open, FileAccess.ReadWrite))
        {
            var pages = RandomAccess.GetLength(file) / 4096;
            for (var i = 0; i < 3; i++)
            {
                var rubbish = new byte[4096];
                random.NextBytes(rubbish);
                RandomAccess.Write(file, rubbish, random.NextInt64(pages) * 4096);
            }
        }

        var failure = await Record.ExceptionAsync(() => UseAsync(folder));

        Assert.True(failure is null or UserErrorException, failure?.ToString());
    }

    [Fact]
    public async Task FindAsync_FlippedBytes_FailsInASentenceOrReadsOn()
    {
        using var folder = new TemporaryFolder();
        await FillAsync(folder);
        var whole = await File.ReadAllBytesAsync(folder.File(SqliteStore.FileName), Token);
        var failures = new List<Exception>();
        for (var seed = 0; seed < 120; seed++)
        {
            var random = new Random(seed);
            var bytes = whole.ToArray();
            for (var i = 0; i < 20; i++)
            {
                // Half of them where the tables and the small rows are.
                bytes[random.Next(i % 2 == 0 ? 20 * 4096 : bytes.Length)] = (byte)random.Next(32, 127);
            }

            using var damaged = new TemporaryFolder();
            await File.WriteAllBytesAsync(damaged.File(SqliteStore.FileName), bytes, Token);
            if (await Record.ExceptionAsync(() => UseAsync(damaged)) is { } failure)
                failures.Add(failure);
        }

        Assert.NotEmpty(failures);
        Assert.All(failures, failure => Assert.IsAssignableFrom<UserErrorException>(failure));
    }

    [Fact]
    public async Task StoreAsync_TwoProcessesAtOnce_BothSucceed()
    {
        using var folder = new TemporaryFolder();
        using var first = SqliteStore.OpenOrCreate(folder.Path);
        using var second = SqliteStore.OpenOrCreate(folder.Path);

        await Task.WhenAll(new[] { first, second }.Select((store, i) => Task.Run(async () =>
        {
            for (var video = 1; video <= 30; video++)
            {
                await new SqliteVideoCatalogue(store).SaveAsync(Examples.Video((100 * i) + video), Token);
                await new SqliteSegmentIndex(store).StoreAsync(Examples.Video((100 * i) + video), 0, Examples.Segments((100 * i) + video, 3), Token);
            }
        })));

        Assert.Equal(180, await new SqliteSegmentIndex(first).CountAsync(Examples.Model, VideoFilter.None, Token));
        Assert.Equal(60, (await new SqliteVideoCatalogue(second).ListAsync(Token)).Count);
    }

    [Fact]
    public async Task DeleteAsync_Video_LeavesNoByteOfItInTheFolder()
    {
        using var folder = new TemporaryFolder();
        using var store = SqliteStore.OpenOrCreate(folder.Path);
        var (index, catalogue) = (new SqliteSegmentIndex(store), new SqliteVideoCatalogue(store));
        var secret = Wide(1, first: 0, count: 60);
        foreach (var (video, segments) in new[] { (2, Wide(2, 0, 60)), (1, secret), (3, Wide(3, 0, 60)) })
        {
            await catalogue.SaveAsync(Examples.Video(video) with { Title = $"the title of {video}" }, Token);
            await index.StoreAsync(Examples.Video(video), 0, segments[..30], Token);
            await index.StoreAsync(Examples.Video(video), 1, segments[30..], Token);
        }

        // Once in the file, once in the log, and a chunk that was replaced.
        store.Write(connection => connection.Execute("UPDATE video SET remark = 'x'"));
        await index.StoreAsync(Examples.Video(1), 1, secret[30..40], Token);
        var needles = secret.Select(segment => MemoryMarshal.AsBytes<float>(segment.View.Temporal)[..64].ToArray()).Append("the title of 1"u8.ToArray()).ToList();
        Assert.All(needles.Where((_, i) => i is < 40 or 60), needle => Assert.True(Holds(folder, needle)));

        Assert.Equal(40, await index.DeleteAsync(Examples.Id(1), Token));
        Assert.True(await catalogue.DeleteAsync(Examples.Id(1), Token));

        Assert.All(needles, needle => Assert.False(Holds(folder, needle)));
        Assert.True(Holds(folder, "the title of 2"u8));
        Assert.Equal(120, (await index.FindAsync(WideQuery(), Token)).Count);
    }

    [Fact]
    public async Task StoreAsync_WhileOthersRead_KeepsTheLogShort()
    {
        using var folder = new TemporaryFolder();
        using var store = SqliteStore.OpenOrCreate(folder.Path);
        var index = new SqliteSegmentIndex(store);
        var longest = 0L;
        for (var chunk = 0; chunk < 120; chunk++)
        {
            await index.StoreAsync(Examples.Video(1), chunk, Wide(1, first: chunk * 60, count: 60), Token);
            await index.FindAsync(WideQuery(count: 1), Token);
            longest = Math.Max(longest, new FileInfo(folder.File(SqliteStore.FileName + "-wal")).Length);
        }

        Assert.InRange(new FileInfo(folder.File(SqliteStore.FileName)).Length, 20 << 20, long.MaxValue);
        Assert.InRange(longest, 1, 6 << 20);
    }

    private static bool Holds(TemporaryFolder folder, ReadOnlySpan<byte> needle)
    {
        foreach (var path in Directory.GetFiles(folder.Path))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            if (bytes.AsSpan().IndexOf(needle) >= 0)
                return true;
        }

        return false;
    }

    private static async Task FillAsync(TemporaryFolder folder)
    {
        using var store = SqliteStore.OpenOrCreate(folder.Path);
        for (var video = 1; video <= 5; video++)
        {
            await new SqliteVideoCatalogue(store).SaveAsync(Examples.Video(video), Token);
            await new SqliteSegmentIndex(store).StoreAsync(Examples.Video(video), 0, Wide(video, 0, 60), Token);
        }
    }

    private static async Task UseAsync(TemporaryFolder folder)
    {
        using var store = SqliteStore.OpenExisting(folder.Path);
        await new SqliteVideoCatalogue(store).ListAsync(Token);
        await new SqliteSegmentIndex(store).ListModelsAsync(Token);
        await new SqliteSegmentIndex(store).FindAsync(WideQuery(), Token);
        await new SqliteSegmentIndex(store).StoreAsync(Examples.Video(9), 0, Wide(9, 0, 60), Token);
    }

    private static EmbeddedSegment[] Wide(int video, int first, int count) => [.. Examples.Segments((1000 * video) + first, count, width: 512)
        .Select((segment, i) => segment with { Segment = segment.Segment with { VideoId = Examples.Id(video), Number = first + i } })];

    private static SegmentQuery WideQuery(int count = 100_000) => Examples.Query(1, count) with { Vector = Enumerable.Repeat(1 / MathF.Sqrt(512), 512).ToArray() };
}
