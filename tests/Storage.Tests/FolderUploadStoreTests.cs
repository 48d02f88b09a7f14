using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Storage.Tests;

public sealed class FolderUploadStoreTests : UploadStoreContract, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly FolderLayout _layout;
    private readonly FolderVideoStore _videos;

    public FolderUploadStoreTests()
    {
        _layout = new FolderLayout(_data.Path);
        _videos = new FolderVideoStore(_layout);
        Store = new FolderUploadStore(_layout, _videos);
    }

    protected override IVideoStore Videos => _videos;

    protected override IUploadStore Store { get; }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task AnotherStoreOnTheSameFolder_GoesOnWhereTheFirstStopped()
    {
        var bytes = Bytes(500_000);
        var upload = await BegunAsync(bytes.Length);
        await AppendAsync(upload.Id, 0, bytes[..200_000]);

        var other = new FolderUploadStore(_layout, _videos);

        Assert.Equal(200_000, (await other.FindAsync(upload.Id, Token))!.OffsetBytes);
        Assert.Equal(UploadOutcome.Done, await other.AppendAsync(upload.Id, 200_000, new MemoryStream(bytes[200_000..]), Expiry, Token));
        Assert.Equal(bytes, await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task DeleteAsync_LastOne_LeavesNoFileAndNoFolder()
    {
        var upload = await BegunAsync(10);
        await AppendAsync(upload.Id, 0, Bytes(5));

        await Store.DeleteAsync(upload.Id, Token);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_layout.Uploads));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_layout.Temporary));
    }

    [Fact]
    public async Task ListAsync_NoteDamagedByHand_IsAnExpiredUpload()
    {
        var damaged = await BegunAsync(10);
        var whole = await BegunAsync(10);
        await File.WriteAllTextAsync(Path.Combine(_layout.Uploads, damaged.Id.ToString("D"), "upload.json"), "{", Token);

        var uploads = await Store.ListAsync(Token);

        Assert.Equal(DateTimeOffset.MinValue, uploads.Single(upload => upload.Id == damaged.Id).ExpiresAt);
        Assert.Equal(whole, uploads.Single(upload => upload.Id == whole.Id));
        Assert.Equal(UploadOutcome.Done, await Store.DeleteAsync(damaged.Id, Token));
    }

    [Fact]
    public async Task MarkTakenAsync_Finished_LeavesTheNoteOnly()
    {
        var upload = await BegunAsync(10);
        await AppendAsync(upload.Id, 0, Bytes(10));

        await Store.MarkTakenAsync(upload.Id, Token);

        var file = Assert.Single(Directory.EnumerateFiles(_layout.Uploads, "*", SearchOption.AllDirectories));
        Assert.EndsWith(".json", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_RoomThatOthersNeed_IsNotGivenTwice()
    {
        using var disk = new TinyDisk(kibibytes: 1024);
        var layout = new FolderLayout(disk.Path);
        var videos = new FolderVideoStore(layout);
        var store = new FolderUploadStore(layout, videos);
        await store.CreateAsync(New(600_000), Token);

        var error = await Assert.ThrowsAsync<UserErrorException>(() => store.CreateAsync(New(600_000), Token));

        Assert.Equal("The data folder has no room for this upload: free some disk space and try again.", error.Message);
        await store.CreateAsync(New(200_000), Token);
    }

    [Fact]
    public async Task AppendAsync_DiskFillsUp_SaysSoAndGoesOnAfterwards()
    {
        using var disk = new TinyDisk(kibibytes: 1024);
        var layout = new FolderLayout(disk.Path);
        var videos = new FolderVideoStore(layout);
        var store = new FolderUploadStore(layout, videos);
        var bytes = Bytes(800_000);
        var upload = New(bytes.Length);
        await store.CreateAsync(upload, Token);
        var filler = Path.Combine(disk.Path, "filler");
        await File.WriteAllBytesAsync(filler, new byte[600_000], Token);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(upload.Id, 0, new MemoryStream(bytes), Expiry, Token));
        Assert.Equal("The data folder has no room left: free some disk space and try again.", error.Message);
        File.Delete(filler);
        var offset = (await store.FindAsync(upload.Id, Token))!.OffsetBytes;

        Assert.InRange(offset, 1, 799_999);
        Assert.Equal(UploadOutcome.Done, await store.AppendAsync(upload.Id, offset, new MemoryStream(bytes[(int)offset..]), Expiry, Token));
        await using var stream = await videos.OpenReadAsync((await store.HandOverAsync(upload.Id, Token)).Id, Token);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, Token);
        Assert.Equal(bytes, memory.ToArray());
    }

    [Fact]
    public async Task HandOverAsync_Finished_RenamesTheFile()
    {
        using var disk = new TinyDisk(kibibytes: 1024);
        var layout = new FolderLayout(disk.Path);
        var videos = new FolderVideoStore(layout);
        var store = new FolderUploadStore(layout, videos);
        var upload = New(700_000);   // Twice that is more than the disk holds.
        await store.CreateAsync(upload, Token);
        await store.AppendAsync(upload.Id, 0, new MemoryStream(Bytes(700_000)), Expiry, Token);

        var video = await store.HandOverAsync(upload.Id, Token);

        await using var local = await videos.OpenAsync(video.Id, Token);
        Assert.Equal(Bytes(700_000), await File.ReadAllBytesAsync(local.Path, Token));
        Assert.Equal([Path.Combine(layout.Uploads, upload.Id.ToString("D"), "upload.json")], Directory.EnumerateFiles(layout.Uploads, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task HandOverAsync_KilledBeforeTheRename_GoesOnAfterwards()
    {
        var upload = await FinishedAsync();
        var data = Path.Combine(_layout.Uploads, upload.Id.ToString("D"), "data");
        var video = await Store.HandOverAsync(upload.Id, Token);
        string content;
        await using (var local = await Videos.OpenAsync(video.Id, Token))
        {
            content = local.Path;
        }

        File.Move(content, data);   // As it was after the note and the record, before the bytes got their name.
        Assert.Null(await Videos.FindAsync(video.Id, Token));
        Assert.True((await Store.FindAsync(upload.Id, Token))!.IsFinished);

        Assert.Equal(video, await new FolderUploadStore(_layout, _videos).HandOverAsync(upload.Id, Token));
        Assert.Equal(video, await Videos.FindAsync(video.Id, Token));
    }
}
