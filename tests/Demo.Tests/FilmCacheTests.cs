using MoTE.Indexing.Demo.Clips;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Demo.Tests;

public sealed class FilmCacheTests
{
    private const int Frames = 2;
    private const int Resolution = 32;

    [Fact]
    public async Task Get_SecondTime_ReadsWhatTheFirstMade()
    {
        using var folder = new TemporaryFolder();
        var scenes = ArchiveScenes.Draw(new Random(1), 2);
        var cache = new FilmCache(folder.Path, Frames, Resolution);

        var first = await cache.GetAsync("test", scenes, 1, null, TestContext.Current.CancellationToken);
        var file = Assert.Single(Directory.EnumerateFiles(folder.Path));
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Array.Fill(bytes, (byte)7, 0, bytes.Length / 2);
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var second = await cache.GetAsync("test", scenes, 1, null, TestContext.Current.CancellationToken);

        Assert.All(first, film => Assert.Equal(Frames * 3 * Resolution * Resolution, film.Length));
        Assert.All(second[0], sample => Assert.Equal(7, sample));
        Assert.Equal(first[1], second[1]);
    }

    [Fact]
    public async Task Get_CutFile_IsMadeAnew()
    {
        using var folder = new TemporaryFolder();
        var scenes = ArchiveScenes.Draw(new Random(1), 1);
        var cache = new FilmCache(folder.Path, Frames, Resolution);
        var first = await cache.GetAsync("test", scenes, 1, null, TestContext.Current.CancellationToken);
        var file = Assert.Single(Directory.EnumerateFiles(folder.Path));
        await File.WriteAllBytesAsync(file, [1, 2, 3], TestContext.Current.CancellationToken);

        Assert.Equal(first, await cache.GetAsync("test", scenes, 1, null, TestContext.Current.CancellationToken));
    }
}
