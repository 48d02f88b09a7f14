using Azure.Storage.Blobs.Models;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Servers.Azurite;

namespace MoTE.Indexing.AzureStorage.Tests;

/// <summary>A store need not copy at once: what it has not copied is not there yet.</summary>
public sealed class SlowCopyTests : IDisposable
{
    private static readonly byte[] Bytes = [1, 2, 3];
    private readonly SlowCopies _copies = new();
    private readonly TestStorage _storage;

    public SlowCopyTests(AzuriteServer server) => _storage = new TestStorage(_copies, server.ConnectionString, ("CopyWait", "00:01:00"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddAsync_CopyThatTakesTime_IsThereWhenItIsWhole()
    {
        _copies.Status = "pending";
        var adding = _storage.Videos.AddAsync(new MemoryStream(Bytes), "clip.mp4", Token);
        await ToldAsync(adding, 3);
        var name = Assert.Single(await _storage.NamesAsync("videos/"));
        Assert.Null(await _storage.Videos.FindAsync(VideoId.Parse(name["videos/".Length..]), Token));
        Assert.Single(await _storage.NamesAsync("incoming/"));

        _copies.Status = null;
        var stored = await EndAsync(adding);

        Assert.Equal(1, _copies.Asked);
        Assert.Equal(stored, await _storage.Videos.FindAsync(stored.Id, Token));
        Assert.Equal([$"videos/{stored.Id}"], await _storage.NamesAsync("", BlobStates.All));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("aborted")]
    public async Task AddAsync_CopyThatFailed_IsMadeAgainInItsPlace(string status)
    {
        _copies.First.Enqueue("pending");
        _copies.First.Enqueue(status);

        var stored = await EndAsync(_storage.Videos.AddAsync(new MemoryStream(Bytes), "clip.mp4", Token));

        Assert.Equal(2, _copies.Asked);
        Assert.Equal(Bytes, (await _storage.Blobs.GetBlobClient($"videos/{stored.Id}").DownloadContentAsync(Token)).Value.Content.ToArray());
        Assert.Equal([$"videos/{stored.Id}"], await _storage.NamesAsync("", BlobStates.All));
    }

    [Theory]
    [InlineData("failed", 3, "did not copy")]
    [InlineData("pending", 1, "has not finished copying")]
    public async Task AddAsync_CopyThatNeverSucceeds_IsSaidInTheEndAndAddedLater(string status, int copies, string sentence)
    {
        _copies.Status = status;

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => EndAsync(_storage.Videos.AddAsync(new MemoryStream(Bytes), "clip.mp4", Token)));

        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal(copies, _copies.Asked);
        Assert.Empty(await _storage.NamesAsync("incoming/", BlobStates.All));
        _copies.Status = null;
        var stored = await _storage.Videos.AddAsync(new MemoryStream(Bytes), "clip.mp4", Token);
        Assert.Equal(stored, await _storage.Videos.FindAsync(stored.Id, Token));
    }

    [Fact]
    public async Task HandOverAsync_CopyThatTakesTime_KeepsTheUploadUntilItIsWhole()
    {
        var upload = new Upload { Id = Guid.NewGuid(), LengthBytes = Bytes.Length, Name = "clip.mp4", ExpiresAt = _storage.Clock.GetUtcNow().AddDays(1) };
        await _storage.Uploads.CreateAsync(upload, Token);
        await _storage.Uploads.AppendAsync(upload.Id, 0, new MemoryStream(Bytes), upload.ExpiresAt, Token);
        _copies.Status = "pending";
        var handing = _storage.Uploads.HandOverAsync(upload.Id, Token);
        await ToldAsync(handing, 2);
        Assert.Null((await _storage.Uploads.FindAsync(upload.Id, Token))!.Video);

        _copies.Status = null;
        var stored = await EndAsync(handing);

        Assert.Equal(stored.Id, (await _storage.Uploads.FindAsync(upload.Id, Token))!.Video);
        Assert.Equal(1, _copies.Asked);
    }

    public void Dispose() => _storage.Dispose();

    // Until the store was asked how far it is, and said so often that it is not done.
    private async Task ToldAsync(Task work, int times)
    {
        while (_copies.Told < times)
        {
            Assert.False(work.IsCompleted, "It did not wait.");
            await PassTimeAsync();
        }
    }

    private async Task<T> EndAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
            await PassTimeAsync();
        return await work;
    }

    private Task PassTimeAsync()
    {
        _storage.Clock.Advance(TimeSpan.FromSeconds(1));
        return Task.Delay(10, Token);
    }
}
