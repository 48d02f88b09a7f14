using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Storage.Tests;

public sealed class FolderArtifactStoreTests : ArtifactStoreContract, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly FolderLayout _layout;

    public FolderArtifactStoreTests()
    {
        _layout = new FolderLayout(_data.Path);
        Store = new FolderArtifactStore(_layout);
    }

    protected override IArtifactStore Store { get; }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task DeleteAsync_LastOne_LeavesNoFileAndNoFolder()
    {
        await PutAsync(1, "thumbnails/0001.jpg", 1);

        await Store.DeleteAsync(Examples.Id(1), Token);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_layout.Artifacts));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_layout.Temporary));
    }

    [Fact]
    public async Task PutAsync_KilledInTheMiddle_LeavesTheOlderOne()
    {
        await PutAsync(1, "a", 1);
        var place = Path.Combine(_layout.Temporary, "killed");
        Directory.CreateDirectory(place);
        await File.WriteAllBytesAsync(Path.Combine(place, "artifact"), Bytes(2)[..100], Token);

        _layout.ClearTemporary();

        Assert.Equal(Bytes(1), await ReadAsync(1, "a"));
        Assert.Equal(["a"], await Store.ListAsync(Examples.Id(1), "", Token));
    }

    [Fact]
    public async Task PutAsync_FullDisk_IsSaidAndKeepsTheOlderOne()
    {
        using var disk = new TinyDisk(kibibytes: 128);
        var store = new FolderArtifactStore(new FolderLayout(disk.Path));
        await store.PutAsync(Examples.Id(1), "a", Bytes(1), Token);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutAsync(Examples.Id(1), "a", Bytes(2, 500_000), Token));

        Assert.Equal("The data folder has no room left: free some disk space and try again.", error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(new FolderLayout(disk.Path).Temporary));
        await using var stream = await store.OpenAsync(Examples.Id(1), "a", Token);
        Assert.Equal(Bytes(1).Length, stream!.Length);
    }

    [Fact]
    public async Task PutAsync_ReadOnlyDisk_IsSaid()
    {
        using var disk = new TinyDisk(kibibytes: 128);
        var store = new FolderArtifactStore(new FolderLayout(disk.Path));
        disk.MakeReadOnly();

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutAsync(Examples.Id(1), "a", Bytes(1), Token));

        Assert.Equal("The data folder cannot be written, because its disk is read-only.", error.Message);
    }
}
