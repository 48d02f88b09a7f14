using Microsoft.Extensions.Time.Testing;
using MoTE.Indexing.Search.Playback;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Search.Tests.Playback;

public sealed class PlaybackCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly PlaybackCache _cache;

    public PlaybackCacheTests() => _cache = new PlaybackCache(_folder.File("playback"), bytesMost: 250, _clock);

    [Fact]
    public async Task Keep_TooMuchInAll_ForgetsWhatWasNotWatchedForLongest()
    {
        await KeepAsync(1, 100);
        await KeepAsync(2, 100);
        Assert.NotNull(_cache.Find(Examples.Id(1)));    // watched later than the second
        _clock.Advance(TimeSpan.FromMinutes(1));

        await KeepAsync(3, 100);

        Assert.Equal((true, false, true), (IsThere(1), IsThere(2), IsThere(3)));
    }

    [Fact]
    public async Task Keep_LargerThanAll_IsKeptAlone()
    {
        await KeepAsync(1, 100);

        await KeepAsync(2, 1000);

        Assert.Equal((false, true), (IsThere(1), IsThere(2)));
    }

    [Fact]
    public async Task Find_WhileItIsWritten_IsNothing()
    {
        await File.WriteAllBytesAsync(_cache.Begin(Examples.Id(1)), new byte[10], TestContext.Current.CancellationToken);

        Assert.Null(_cache.Find(Examples.Id(1)));
    }

    [Fact]
    public async Task Delete_KeptAndBegun_LeavesNothing()
    {
        await KeepAsync(1, 10);
        await File.WriteAllBytesAsync(_cache.Begin(Examples.Id(1)), new byte[10], TestContext.Current.CancellationToken);

        Assert.True(_cache.Delete(Examples.Id(1)));
        Assert.False(_cache.Delete(Examples.Id(1)));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("playback")));
    }

    [Fact]
    public async Task ClearParts_AfterACrash_LeavesWhatIsWhole()
    {
        await KeepAsync(1, 10);
        await File.WriteAllBytesAsync(_cache.Begin(Examples.Id(2)), new byte[10], TestContext.Current.CancellationToken);

        _cache.ClearParts();

        Assert.Single(Directory.GetFileSystemEntries(_folder.File("playback")));
        Assert.True(IsThere(1));
    }

    public void Dispose() => _folder.Dispose();

    private async Task KeepAsync(int number, int bytes)
    {
        await File.WriteAllBytesAsync(_cache.Begin(Examples.Id(number)), new byte[bytes], TestContext.Current.CancellationToken);
        _cache.Keep(Examples.Id(number));
        _clock.Advance(TimeSpan.FromMinutes(1));
    }

    private bool IsThere(int number) => File.Exists(_folder.File($"playback/{Examples.Id(number)}.mp4"));
}
