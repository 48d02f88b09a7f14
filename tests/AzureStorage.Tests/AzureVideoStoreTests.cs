using Azure.Storage.Blobs.Models;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.AzureStorage.Tests;

public sealed class AzureVideoStoreTests : VideoStoreContract
{
    private readonly AzuriteServer _server;
    private readonly Lazy<TestStorage> _storage;

    public AzureVideoStoreTests(AzuriteServer server)
    {
        _server = server;
        _storage = new Lazy<TestStorage>(() => new TestStorage(server.ConnectionString));
    }

    protected override IVideoStore Store => Storage.Videos;

    private TestStorage Storage => _storage.Value;

    public override void Dispose()
    {
        if (_storage.IsValueCreated)
            Storage.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task AddAsync_Video_IsTheBlobThatItsHashNames()
    {
        var stored = await Store.AddAsync(new HesitantStream(Bytes(1, 20_000_000)), "clip.mp4", Token);

        Assert.Equal([$"videos/{stored.Id}"], await Storage.NamesAsync("", BlobStates.All));
        var content = await Storage.Blobs.GetBlobClient($"videos/{stored.Id}").DownloadContentAsync(Token);
        Assert.Equal(Bytes(1, 20_000_000), content.Value.Content.ToArray());
    }

    [Fact]
    public async Task AddAsync_SameBytesTwice_LeavesOneBlob()
    {
        await Store.AddAsync(new MemoryStream(Bytes(1)), "first.mp4", Token);
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), "second.mp4", Token);

        Assert.Equal([$"videos/{stored.Id}"], await Storage.NamesAsync("", BlobStates.All));
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(17_000_000)]
    public async Task AddAsync_SourceBreaks_LeavesNoBlobAndNoBlock(int failAt)
    {
        await Assert.ThrowsAsync<IOException>(() => Store.AddAsync(new HesitantStream(Bytes(1, 20_000_000)) { FailAt = failAt }, "clip.mp4", Token));

        Assert.Empty(await Storage.NamesAsync("", BlobStates.All));
    }

    [Fact]
    public async Task AddAsync_Cancelled_LeavesNoBlobAndNoBlock()
    {
        using var cancel = new CancellationTokenSource();
        var content = new HesitantStream(Bytes(1, 20_000_000)) { FailAt = 17_000_000, Failure = new OperationCanceledException(), BeforeFailure = cancel.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AddAsync(content, "clip.mp4", cancel.Token));

        Assert.Empty(await Storage.NamesAsync("", BlobStates.All));
    }

    [Fact]
    public async Task FindAsync_BlobPutThereByAnotherProgram_IsAVideoWithoutAName()
    {
        var id = IdOf(Bytes(1));
        Assert.Null(await Store.FindAsync(id, Token));
        await Storage.Blobs.UploadBlobAsync($"videos/{id}", BinaryData.FromBytes(Bytes(1)), Token);

        Assert.Equal(new StoredVideo(id, "video", 5_000), await Store.FindAsync(id, Token));
        Assert.Equal(Bytes(1), await ReadAsync(id));
    }

    [Fact]
    public async Task OpenAsync_Twice_DownloadsOnce()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token);
        await using (var first = await Store.OpenAsync(stored.Id, Token))
        {
            File.WriteAllBytes(first.Path, Bytes(2));   // Told apart from what another download would bring.
        }

        Assert.Equal(Bytes(2), await ReadAsync(stored.Id));
    }

    [Fact]
    public async Task DeleteAsync_Video_LeavesNoCopyEither()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token);
        _ = await ReadAsync(stored.Id);

        await Store.DeleteAsync(stored.Id, Token);

        Assert.Empty(await Storage.NamesAsync(""));
        Assert.Equal(["cache.lock"], Directory.EnumerateFiles(Storage.CacheFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task KeepAsync_LeftByAKilledProcess_IsRemovedAfterADay()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token);
        await Storage.Blobs.UploadBlobAsync("incoming/left", BinaryData.FromBytes(Bytes(2)), Token);

        await Storage.Keeper.KeepAsync(Token);
        Assert.Equal(2, (await Storage.NamesAsync("")).Count);
        Storage.Clock.Advance(TimeSpan.FromHours(25));
        await Storage.Keeper.KeepAsync(Token);

        Assert.Equal([$"videos/{stored.Id}"], await Storage.NamesAsync(""));
    }

    [Fact]
    public async Task KeepAsync_DeletedByAnotherProcess_CopyIsRemoved()
    {
        var deleted = await Store.AddAsync(new MemoryStream(Bytes(1)), "deleted.mp4", Token);
        var kept = await Store.AddAsync(new MemoryStream(Bytes(2)), "kept.mp4", Token);
        _ = await ReadAsync(deleted.Id);
        _ = await ReadAsync(kept.Id);
        using var other = new TestStorage(_server.ConnectionString, Storage.Container);
        await other.Videos.DeleteAsync(deleted.Id, Token);

        await Storage.Keeper.KeepAsync(Token);

        Assert.Equal([$"{kept.Id}.mp4"], Directory.EnumerateFiles(Storage.CacheFolder, "*.mp4").Select(Path.GetFileName));
    }

    [Fact]
    public async Task OpenReadAsync_Video_BringsNoCopy()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1, 9_000_000)), "clip.mp4", Token);

        await using var stream = await Store.OpenReadAsync(stored.Id, Token);
        stream.Position = 8_999_990;
        var end = new byte[10];
        await stream.ReadExactlyAsync(end, Token);

        Assert.Equal(Bytes(1, 9_000_000)[^10..], end);
        Assert.Empty(Directory.EnumerateFiles(Storage.CacheFolder, "*.mp4"));
    }

    [Fact]
    public async Task OpenReadAsync_DeletedWhileItIsRead_IsSaidInASentence()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1, 9_000_000)), "clip.mp4", Token);
        await using var stream = await Store.OpenReadAsync(stored.Id, Token);
        await Store.DeleteAsync(stored.Id, Token);

        await Assert.ThrowsAsync<UserErrorException>(() => stream.CopyToAsync(Stream.Null, Token));
    }
}
