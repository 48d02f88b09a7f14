using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Azurite;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.AzureStorage.Tests;

public sealed class AzureUploadStoreTests : UploadStoreContract, IDisposable
{
    private readonly AzuriteServer _server;
    private readonly Lazy<TestStorage> _storage;

    public AzureUploadStoreTests(AzuriteServer server)
    {
        _server = server;
        _storage = new Lazy<TestStorage>(() => new TestStorage(server.ConnectionString));
    }

    protected override IUploadStore Store => Storage.Uploads;

    protected override IVideoStore Videos => Storage.Videos;

    private TestStorage Storage => _storage.Value;

    public void Dispose()
    {
        if (_storage.IsValueCreated)
            Storage.Dispose();
    }

    [Fact]
    public async Task AnotherProcessOnTheSameContainer_GoesOnWhereTheFirstStopped()
    {
        var bytes = Bytes(5_000_000);
        var upload = await BegunAsync(bytes.Length);
        await AppendAsync(upload.Id, 0, bytes[..3_000_000]);

        using var other = new TestStorage(_server.ConnectionString, Storage.Container);

        Assert.Equal(3_000_000, (await other.Uploads.FindAsync(upload.Id, Token))!.OffsetBytes);
        Assert.Equal(UploadOutcome.Done, await other.Uploads.AppendAsync(upload.Id, 3_000_000, new MemoryStream(bytes[3_000_000..]), Expiry, Token));
        Assert.Equal(bytes, await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task AppendAsync_TwoProcessesAtOnce_OneIsToldThatItIsBusy()
    {
        var bytes = Bytes(3_000_000);
        var upload = await BegunAsync(bytes.Length);
        using var other = new TestStorage(_server.ConnectionString, Storage.Container);
        var overtaken = new HesitantStream(bytes)
        {
            FailAt = 1_000_000,
            Failure = new OperationCanceledException(),
            BeforeFailure = () => other.Uploads.AppendAsync(upload.Id, 0, new MemoryStream(bytes), Expiry, Token).GetAwaiter().GetResult(),
        };

        Assert.Equal(UploadOutcome.Busy, await Store.AppendAsync(upload.Id, 0, overtaken, Expiry, Token));

        Assert.Equal(bytes, await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task AppendAsync_LongPiece_IsKeptAsItComes()
    {
        var bytes = Bytes(80_000_000);
        var upload = await BegunAsync(bytes.Length);
        using var other = new TestStorage(_server.ConnectionString, Storage.Container);
        var seen = 0L;
        var content = new HesitantStream(bytes) { FailAt = 75_000_000, BeforeFailure = () => seen = other.Uploads.FindAsync(upload.Id, Token).GetAwaiter().GetResult()!.OffsetBytes };

        await Assert.ThrowsAsync<IOException>(() => Store.AppendAsync(upload.Id, 0, content, Expiry, Token));

        Assert.Equal(32L * UploadPiece.BlockBytes, seen);
        Assert.Equal(75_000_000, (await Store.FindAsync(upload.Id, Token))!.OffsetBytes);
    }

    [Fact]
    public async Task AppendAsync_LongPieceBeyondTheLength_IsTakenBackWhole()
    {
        var upload = await BegunAsync(70_000_000);
        await AppendAsync(upload.Id, 0, Bytes(1_000));

        Assert.Equal(UploadOutcome.TooLong, await AppendAsync(upload.Id, 1_000, Bytes(70_000_000)));

        Assert.Equal(1_000, (await Store.FindAsync(upload.Id, Token))!.OffsetBytes);
    }

    [Fact]
    public async Task ListAsync_NotesDamagedByHand_AreThoseOfAnExpiredUpload()
    {
        var damaged = await BegunAsync(10);
        var whole = await BegunAsync(10);
        await Storage.Blobs.GetBlobClient($"uploads/{damaged.Id:D}").SetMetadataAsync(new Dictionary<string, string> { ["length"] = "ten" }, cancellationToken: Token);
        await Storage.Blobs.UploadBlobAsync("uploads/stray", BinaryData.FromString("stray"), Token);

        var uploads = await Store.ListAsync(Token);

        Assert.Equal(2, uploads.Count);
        Assert.Equal(DateTimeOffset.MinValue, uploads.Single(upload => upload.Id == damaged.Id).ExpiresAt);
        Assert.Equal(whole, uploads.Single(upload => upload.Id == whole.Id));
        Assert.Equal(UploadOutcome.Done, await Store.DeleteAsync(damaged.Id, Token));
    }

    [Fact]
    public async Task MarkTakenAsync_Finished_LeavesABlobWithoutBytes()
    {
        var upload = await BegunAsync(10);
        await AppendAsync(upload.Id, 0, Bytes(10));

        await Store.MarkTakenAsync(upload.Id, Token);

        var blob = Storage.Blobs.GetBlobClient($"uploads/{upload.Id:D}");
        Assert.Equal(0, (await blob.GetPropertiesAsync(cancellationToken: Token)).Value.ContentLength);
    }
}
