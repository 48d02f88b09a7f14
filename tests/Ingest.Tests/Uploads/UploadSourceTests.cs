using MoTE.Indexing.Domain;
using MoTE.Indexing.Ingest.Uploads;
using MoTE.Indexing.Storage;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Ingest.Tests.Uploads;

public sealed class UploadSourceTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly FolderUploadStore _uploads;
    private readonly FolderVideoStore _videos;
    private readonly UploadSource _source;

    public UploadSourceTests()
    {
        var layout = new FolderLayout(_data.Path);
        _videos = new FolderVideoStore(layout);
        _uploads = new FolderUploadStore(layout, _videos);
        _source = new UploadSource(_uploads);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("upload:0198c0de-0000-7000-8000-000000000000", true)]
    [InlineData("upload:", true)]
    [InlineData("http://files.example/upload:1", false)]
    [InlineData("/srv/upload:1", false)]
    public void Takes_Uploads_Only(string source, bool takes) => Assert.Equal(takes, _source.Takes(source));

    [Fact]
    public async Task StoreAsync_FinishedUpload_IsStoredAndKeptUntilItIsTaken()
    {
        var id = await UploadAsync(length: 5, "bytes"u8.ToArray());

        var (stored, remembered) = await _source.StoreAsync($"upload:{id}", Token);

        Assert.Equal("clip.mp4", remembered);
        Assert.Equal(("clip.mp4", 5), (stored.Name, stored.SizeBytes));
        Assert.Equal(stored, (await _source.StoreAsync($"upload:{id}", Token)).Stored);
        await _uploads.MarkTakenAsync(id, Token);
        Assert.Equal(stored, await _videos.FindAsync(stored.Id, Token));
    }

    [Fact]
    public async Task StoreAsync_UnfinishedUpload_IsRefused()
    {
        var id = await UploadAsync(length: 6, "bytes"u8.ToArray());

        await Assert.ThrowsAsync<UserErrorException>(() => _source.StoreAsync($"upload:{id}", Token));
    }

    [Theory]
    [InlineData("upload:")]
    [InlineData("upload:../../etc/passwd")]
    [InlineData("upload:0198c0de-0000-7000-8000-000000000000")]
    public async Task StoreAsync_Unknown_IsSaid(string source)
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(() => _source.StoreAsync(source, Token));

        Assert.Equal("The upload is not there: upload the file again.", error.Message);
    }

    private async Task<Guid> UploadAsync(long length, byte[] bytes)
    {
        var upload = new Upload { Id = Guid.NewGuid(), LengthBytes = length, Name = "clip.mp4", ExpiresAt = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        await _uploads.CreateAsync(upload, Token);
        Assert.Equal(UploadOutcome.Done, await _uploads.AppendAsync(upload.Id, 0, new MemoryStream(bytes), upload.ExpiresAt, Token));
        return upload.Id;
    }
}
