using System.Security.Cryptography;
using MoTE.Indexing.Domain;
using Xunit;

namespace MoTE.Indexing.Testing.Ports;

/// <summary>What every adapter of <see cref="IUploadStore"/> does.</summary>
public abstract class UploadStoreContract
{
    protected static readonly DateTimeOffset Expiry = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    protected abstract IUploadStore Store { get; }

    /// <summary>The video store beside it.</summary>
    protected abstract IVideoStore Videos { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_EveryProperty_ComesBack()
    {
        var upload = New(100) with { Name = "Übersicht.mp4", Metadata = "filename dQ==,empty" };

        await Store.CreateAsync(upload, Token);

        Assert.Equal(upload, await Store.FindAsync(upload.Id, Token));
    }

    [Fact]
    public async Task CreateAsync_LongestTexts_ComeBack()
    {
        var upload = New(100) with { Name = new string('\u4e2d', 200), Metadata = new string('m', Upload.LongestMetadata) };

        await Store.CreateAsync(upload, Token);

        Assert.Equal(upload, await Store.FindAsync(upload.Id, Token));
        Assert.Equal(upload, Assert.Single(await Store.ListAsync(Token)));
    }

    [Fact]
    public async Task CreateAsync_LargerThanAnyDisk_IsSaidAndKeepsNothing()
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(() => Store.CreateAsync(New(long.MaxValue / 2), Token));

        Assert.Contains("no room", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Store.ListAsync(Token));
    }

    [Fact]
    public async Task AppendAsync_Pieces_AreTheBytes()
    {
        var bytes = Bytes(1_000_000);
        var upload = await BegunAsync(bytes.Length);

        foreach (var (from, to) in new[] { (0, 1), (1, 300_000), (300_000, 300_000), (300_000, 1_000_000) })
        {
            Assert.Equal(UploadOutcome.Done, await AppendAsync(upload.Id, from, bytes[from..to]));
            Assert.Equal(to, (await Store.FindAsync(upload.Id, Token))!.OffsetBytes);
        }

        Assert.True((await Store.FindAsync(upload.Id, Token))!.IsFinished);
        Assert.Equal(bytes, await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task AppendAsync_Piece_PutsOffTheExpiry()
    {
        var upload = await BegunAsync(10);

        await Store.AppendAsync(upload.Id, 0, new MemoryStream(Bytes(5)), Expiry.AddHours(1), Token);

        Assert.Equal(Expiry.AddHours(1), (await Store.FindAsync(upload.Id, Token))!.ExpiresAt);
    }

    [Fact]
    public async Task AppendAsync_ConnectionBreaks_KeepsWhatCame()
    {
        var bytes = Bytes(500_000);
        var upload = await BegunAsync(bytes.Length);

        await Assert.ThrowsAsync<IOException>(
            () => Store.AppendAsync(upload.Id, 0, new HesitantStream(bytes) { FailAt = 300_000 }, Expiry, Token));

        Assert.Equal(300_000, (await Store.FindAsync(upload.Id, Token))!.OffsetBytes);
        Assert.Equal(UploadOutcome.Done, await AppendAsync(upload.Id, 300_000, bytes[300_000..]));
        Assert.Equal(bytes, await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task AppendAsync_GivenUp_KeepsWhatCame()
    {
        using var cancel = new CancellationTokenSource();
        var bytes = Bytes(500_000);
        var upload = await BegunAsync(bytes.Length);
        var content = new HesitantStream(bytes) { FailAt = 300_000, BeforeFailure = cancel.Cancel, Failure = new OperationCanceledException() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AppendAsync(upload.Id, 0, content, Expiry, cancel.Token));

        Assert.Equal(300_000, (await Store.FindAsync(upload.Id, Token))!.OffsetBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(-1)]
    [InlineData(100)]
    public async Task AppendAsync_NotWhereItStands_ChangesNothing(int offset)
    {
        var upload = await BegunAsync(10);
        await AppendAsync(upload.Id, 0, Bytes(5));

        Assert.Equal(UploadOutcome.WrongOffset, await AppendAsync(upload.Id, offset, Bytes(1)));

        Assert.Equal(5, (await Store.FindAsync(upload.Id, Token))!.OffsetBytes);
    }

    [Fact]
    public async Task AppendAsync_BeyondTheLength_ChangesNothing()
    {
        var upload = await BegunAsync(300_000);
        await AppendAsync(upload.Id, 0, Bytes(100_000));

        Assert.Equal(UploadOutcome.TooLong, await AppendAsync(upload.Id, 100_000, Bytes(200_001)));

        Assert.Equal(100_000, (await Store.FindAsync(upload.Id, Token))!.OffsetBytes);
    }

    [Fact]
    public async Task AppendAsync_WhileAnotherPieceComes_IsBusy()
    {
        var upload = await BegunAsync(10);
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        var first = Store.AppendAsync(upload.Id, 0, new WaitingStream(asked, answer.Task), Expiry, Token);
        await asked.Task;

        Assert.Equal(UploadOutcome.Busy, await AppendAsync(upload.Id, 0, Bytes(1)));
        Assert.Equal(UploadOutcome.Busy, await Store.DeleteAsync(upload.Id, Token));

        answer.SetResult();
        Assert.Equal(UploadOutcome.Done, await first);
        Assert.Equal(UploadOutcome.Done, await AppendAsync(upload.Id, 0, Bytes(1)));
    }

    [Fact]
    public async Task EveryCall_UnknownUpload_SaysSo()
    {
        var id = Guid.NewGuid();

        Assert.Null(await Store.FindAsync(id, Token));
        Assert.Equal(UploadOutcome.Unknown, await AppendAsync(id, 0, Bytes(1)));
        Assert.Equal(UploadOutcome.Unknown, await Store.DeleteAsync(id, Token));
        Assert.False(await Store.MarkTakenAsync(id, Token));
        await Assert.ThrowsAsync<UserErrorException>(() => Store.HandOverAsync(id, Token));
    }

    [Fact]
    public async Task HandOverAsync_Unfinished_IsRefused()
    {
        var upload = await BegunAsync(10);
        await AppendAsync(upload.Id, 0, Bytes(9));

        await Assert.ThrowsAsync<UserErrorException>(() => Store.HandOverAsync(upload.Id, Token));
        Assert.False(await Store.MarkTakenAsync(upload.Id, Token));
    }

    [Fact]
    public async Task HandOverAsync_Finished_IsTheVideoOfItsBytes()
    {
        var upload = await FinishedAsync();

        var video = await Store.HandOverAsync(upload.Id, Token);

        Assert.Equal(new StoredVideo(IdOf(Bytes(10)), "clip.mp4", 10), video);
        Assert.Equal(video, await Videos.FindAsync(video.Id, Token));
        Assert.True(await Store.FindAsync(upload.Id, Token) is { IsTaken: false, IsFinished: true, OffsetBytes: 10 });
        Assert.Equal(UploadOutcome.Done, await AppendAsync(upload.Id, 10, []));
        Assert.Equal(UploadOutcome.TooLong, await AppendAsync(upload.Id, 10, Bytes(1)));
    }

    [Fact]
    public async Task HandOverAsync_Again_GivesTheSame()
    {
        var upload = await FinishedAsync();
        var video = await Store.HandOverAsync(upload.Id, Token);

        Assert.Equal(video, await Store.HandOverAsync(upload.Id, Token));
        await Store.MarkTakenAsync(upload.Id, Token);
        Assert.Equal(video, await Store.HandOverAsync(upload.Id, Token));
        Assert.Equal(video.Id, (await Store.FindAsync(upload.Id, Token))!.Video);
        Assert.Equal(Bytes(10), await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task HandOverAsync_ManyAtOnce_GiveTheSame()
    {
        var upload = await FinishedAsync();

        var videos = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.HandOverAsync(upload.Id, Token))));

        Assert.Single(videos.Distinct());
        Assert.Equal(Bytes(10), await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task HandOverAsync_BytesThatAreStored_AreThatVideo()
    {
        var stored = await Videos.AddAsync(new MemoryStream(Bytes(10)), "first.mp4", Token);
        var upload = await FinishedAsync();

        Assert.Equal(stored, await Store.HandOverAsync(upload.Id, Token));

        Assert.Equal(UploadOutcome.Done, await Store.DeleteAsync(upload.Id, Token));
        Assert.Equal(stored, await Videos.FindAsync(stored.Id, Token));
    }

    [Fact]
    public async Task HandOverAsync_TwoUploadsOfTheSameBytes_AreOneVideo()
    {
        var (one, two) = (await FinishedAsync(), await FinishedAsync());

        var video = await Store.HandOverAsync(one.Id, Token);

        Assert.Equal(video, await Store.HandOverAsync(two.Id, Token));
        Assert.True(await Videos.DeleteAsync(video.Id, Token));
        Assert.Null(await Videos.FindAsync(video.Id, Token));
    }

    [Fact]
    public async Task HandOverAsync_VideoDeletedAfterIt_IsSaid()
    {
        var upload = await FinishedAsync();
        var video = await Store.HandOverAsync(upload.Id, Token);
        await Store.MarkTakenAsync(upload.Id, Token);
        await Videos.DeleteAsync(video.Id, Token);

        await Assert.ThrowsAsync<UserErrorException>(() => Store.HandOverAsync(upload.Id, Token));
    }

    [Fact]
    public async Task MarkTakenAsync_Finished_IsKnownWithoutBytes()
    {
        var upload = await BegunAsync(10);
        await AppendAsync(upload.Id, 0, Bytes(10));

        Assert.True(await Store.MarkTakenAsync(upload.Id, Token));
        Assert.True(await Store.MarkTakenAsync(upload.Id, Token));

        var taken = await Store.FindAsync(upload.Id, Token);
        Assert.True(taken is { IsTaken: true, IsFinished: true, OffsetBytes: 10 });
        await Assert.ThrowsAsync<UserErrorException>(() => Store.HandOverAsync(upload.Id, Token));
        Assert.Equal(UploadOutcome.Done, await AppendAsync(upload.Id, 10, []));
        Assert.Equal(UploadOutcome.WrongOffset, await AppendAsync(upload.Id, 0, Bytes(10)));
    }

    [Fact]
    public async Task CreateAsync_NoBytes_IsFinishedAtOnce()
    {
        var upload = await BegunAsync(0);

        Assert.True((await Store.FindAsync(upload.Id, Token))!.IsFinished);
        Assert.Empty(await ReadAsync(upload.Id));
    }

    [Fact]
    public async Task DeleteAsync_OneOfTwo_LeavesTheOther()
    {
        var one = await BegunAsync(10);
        var two = await BegunAsync(20);
        Assert.Equal(new[] { one.Id, two.Id }.Order(), (await Store.ListAsync(Token)).Select(upload => upload.Id));

        Assert.Equal(UploadOutcome.Done, await Store.DeleteAsync(one.Id, Token));

        Assert.Equal(two, Assert.Single(await Store.ListAsync(Token)));
    }

    protected static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    protected static Upload New(long length) => new() { Id = Guid.NewGuid(), LengthBytes = length, Name = "clip.mp4", ExpiresAt = Expiry };

    protected static VideoId IdOf(byte[] bytes) => VideoId.Parse(Convert.ToHexString(SHA256.HashData(bytes)));

    /// <summary>An upload of <c>Bytes(10)</c>.</summary>
    protected async Task<Upload> FinishedAsync()
    {
        var upload = await BegunAsync(10);
        Assert.Equal(UploadOutcome.Done, await AppendAsync(upload.Id, 0, Bytes(10)));
        return upload;
    }

    protected async Task<Upload> BegunAsync(long length)
    {
        var upload = New(length);
        await Store.CreateAsync(upload, Token);
        return upload;
    }

    protected Task<UploadOutcome> AppendAsync(Guid id, long offset, byte[] bytes) => Store.AppendAsync(id, offset, new MemoryStream(bytes), Expiry, Token);

    protected async Task<byte[]> ReadAsync(Guid id)
    {
        var video = await Store.HandOverAsync(id, Token);
        await using var stream = await Videos.OpenReadAsync(video.Id, Token);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, Token);
        return memory.ToArray();
    }

    private sealed class WaitingStream(TaskCompletionSource asked, Task answer) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            asked.TrySetResult();
            await answer;
            return 0;
        }
    }
}
