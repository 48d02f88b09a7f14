using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.AzureStorage.Tests;

public sealed class VideoCacheTests : IDisposable
{
    private const int Size = 1000;
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private VideoCache _cache;
    private int _downloads;

    public VideoCacheTests() => _cache = Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _cache.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task OpenAsync_ManyAtOnce_DownloadOnce()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => OpenAsync(1))));

        Assert.Equal(1, _downloads);
        Assert.Equal(Content(1), await File.ReadAllBytesAsync(leases[0].Path, Token));
        Assert.Single(leases.Select(lease => lease.Path).Distinct());
    }

    [Fact]
    public async Task OpenAsync_FirstOneGivesUp_TheNextDownloads()
    {
        using var cancel = new CancellationTokenSource();
        var began = new TaskCompletionSource();
        var first = _cache.OpenAsync(
            Video(1),
            async (_, _, token) =>
            {
                began.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            },
            cancel.Token);
        await began.Task;
        var second = OpenAsync(1);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await using var lease = await second;
        Assert.Equal(Content(1), await File.ReadAllBytesAsync(lease.Path, Token));
    }

    [Fact]
    public async Task OpenAsync_DownloadFails_LeavesNothingAndNoPlaceTaken()
    {
        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => _cache.OpenAsync(Video(1), (_, file, _) =>
            {
                file.Write(Content(1), 0, 500);
                throw new InvalidDataException("cut");
            }, Token));
        }

        Assert.Empty(Copies());
        await using var lease = await OpenAsync(1);
    }

    [Fact]
    public async Task OpenAsync_HalfDownloaded_IsNotSeen()
    {
        await using var lease = await _cache.OpenAsync(Video(1), async (_, file, token) =>
        {
            await file.WriteAsync(Content(1).AsMemory(0, 500), token);
            Assert.Equal([".part"], Copies().Select(Path.GetExtension));
            await file.WriteAsync(Content(1).AsMemory(500), token);
        }, Token);

        Assert.Equal([$"{Examples.Id(1)}.mp4"], Copies());
    }

    [Fact]
    public async Task OpenAsync_NoRoom_TheOneUnusedForLongestGoes()
    {
        foreach (var video in new[] { 1, 2, 3, 1 })
        {
            await UseAsync(video);
        }

        await UseAsync(4);

        Assert.Equal([1, 3, 4], Numbers());
        await UseAsync(1);
        Assert.Equal(4, _downloads);
    }

    [Fact]
    public async Task OpenAsync_CopiesInUse_StayUntilOneIsGivenBack()
    {
        var first = await OpenAsync(1);
        await using var second = await OpenAsync(2);
        await using var third = await OpenAsync(3);
        var fourth = OpenAsync(4);
        Assert.False(fourth.IsCompleted);
        Assert.Equal([1, 2, 3], Numbers());

        await first.DisposeAsync();
        await first.DisposeAsync();

        await using var lease = await fourth;
        Assert.Equal([2, 3, 4], Numbers());
    }

    [Fact]
    public async Task OpenAsync_CopiesStayInUse_IsSaidInTheEnd()
    {
        await using var first = await OpenAsync(1);
        await using var second = await OpenAsync(2);
        await using var third = await OpenAsync(3);
        var fourth = OpenAsync(4);

        _clock.Advance(TimeSpan.FromMinutes(11));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => fourth);
        Assert.Contains("full of videos that are in use", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_LargerThanTheCache_IsSaid()
    {
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => _cache.OpenAsync(Video(1) with { SizeBytes = (3 * Size) + 1 }, DownloadAsync, Token));

        Assert.Equal("The video has 3001 bytes, and copies on this machine may have 3000: raise AzureStorage:CacheBytesMost.", error.Message);
        Assert.Equal(0, _downloads);
    }

    [Fact]
    public async Task OpenAsync_CopyRemovedByHand_IsDownloadedAgain()
    {
        await UseAsync(1);
        File.Delete(_folder.File(Copies().Single()));

        await UseAsync(1);

        Assert.Equal(2, _downloads);
    }

    [Fact]
    public async Task OpenAsync_DiskIsFull_IsSaid()
    {
        using var disk = new TinyDisk(kibibytes: 256);
        using var cache = new VideoCache(Options.Create(new AzureStorageOptions { CacheFolder = disk.Path, CacheBytesMost = 1 << 30 }), _clock);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => cache.OpenAsync(Video(1) with { SizeBytes = 1_000_000 }, (_, file, token) => file.WriteAsync(new byte[1_000_000], token).AsTask(), Token));

        Assert.Equal("The disk of the folder for copies of videos has no room left: free some, or lower AzureStorage:CacheBytesMost.", error.Message);
        Assert.Equal(["cache.lock"], Directory.EnumerateFiles(disk.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Forget_CopyInUse_GoesWhenItIsGivenBack()
    {
        var lease = await OpenAsync(1);
        await UseAsync(2);

        _cache.Forget(Examples.Id(1));
        _cache.Forget(Examples.Id(2));
        _cache.Forget(Examples.Id(3));
        Assert.Equal([1], Numbers());
        await lease.DisposeAsync();

        Assert.Empty(Copies());
    }

    [Fact]
    public async Task AnotherProcess_AfterThisOne_FindsTheCopiesAndNoHalfOnes()
    {
        foreach (var video in new[] { 1, 2, 3, 1 })
        {
            await UseAsync(video);
        }

        File.WriteAllText(_folder.File($"{Examples.Id(9)}.mp4.part"), "half");
        _cache.Dispose();
        _cache = Open();

        Assert.Equal([1, 2, 3], Numbers());
        await UseAsync(4);
        Assert.Equal([1, 3, 4], Numbers());
        Assert.Equal(4, _downloads);
    }

    [Fact]
    public void AnotherProcess_AtTheSameTime_IsRefused()
    {
        var error = Assert.Throws<UserErrorException>(Open);

        Assert.Contains("Give each process its own with AzureStorage:CacheFolder", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Content(int video) => [.. Enumerable.Repeat((byte)video, Size)];

    private static StoredVideo Video(int video) => new(Examples.Id(video), "clip.MP4", Size);

    private VideoCache Open() => new(Options.Create(new AzureStorageOptions { CacheFolder = _folder.Path, CacheBytesMost = 3 * Size }), _clock);

    private IEnumerable<string> Copies() => Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).OfType<string>().Where(name => name != "cache.lock");

    private IEnumerable<int> Numbers() => Enumerable.Range(1, 9).Where(video => Copies().Contains($"{Examples.Id(video)}.mp4"));

    private Task<ILocalVideo> OpenAsync(int video) => _cache.OpenAsync(Video(video), DownloadAsync, Token);

    private async Task UseAsync(int video)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        await using var lease = await OpenAsync(video);
    }

    private Task DownloadAsync(StoredVideo video, Stream file, CancellationToken cancellationToken)
    {
        _ = Interlocked.Increment(ref _downloads);
        return file.WriteAsync(Content(Enumerable.Range(1, 9).Single(number => Examples.Id(number) == video.Id)), cancellationToken).AsTask();
    }
}
