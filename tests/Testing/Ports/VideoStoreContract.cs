using System.Security.Cryptography;
using MoTE.Indexing.Domain;
using Xunit;

namespace MoTE.Indexing.Testing.Ports;

/// <summary>What every adapter of <see cref="IVideoStore"/> does.</summary>
public abstract class VideoStoreContract : IDisposable
{
    protected abstract IVideoStore Store { get; }

    /// <summary>Where the tests keep originals.</summary>
    protected TemporaryFolder Originals { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual void Dispose() => Originals.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_200_001)]
    public async Task AddAsync_Bytes_AreHashedAndComeBack(int length)
    {
        var bytes = Bytes(1, length);

        var stored = await Store.AddAsync(new HesitantStream(bytes), "clip.mp4", Token);

        Assert.Equal(new StoredVideo(IdOf(bytes), "clip.mp4", length), stored);
        Assert.Equal(stored, await Store.FindAsync(stored.Id, Token));
        Assert.Equal(bytes, await ReadAsync(stored.Id));
    }

    [Fact]
    public async Task AddAsync_SameBytesTwice_AreOneVideoUnderTheFirstName()
    {
        var first = await Store.AddAsync(new MemoryStream(Bytes(1)), "first.mp4", Token);
        var second = await Store.AddAsync(new MemoryStream(Bytes(1)), "second.mp4", Token);

        Assert.Equal(first, second);
        Assert.True(await Store.DeleteAsync(first.Id, Token));
        Assert.Null(await Store.FindAsync(first.Id, Token));
    }

    [Fact]
    public async Task AddAsync_SameBytesAtOnce_AreOneVideo()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.AddAsync(new HesitantStream(Bytes(1)), "clip.mp4", Token))));

        Assert.Single(added.Distinct());
        Assert.Equal(Bytes(1), await ReadAsync(added[0].Id));
    }

    [Theory]
    [InlineData("clip.mp4", "clip.mp4", ".mp4")]
    [InlineData("CLIP.MP4", "CLIP.MP4", ".mp4")]
    [InlineData("/srv/files/clip.mov", "clip.mov", ".mov")]
    [InlineData(@"C:\files\clip.mov", "clip.mov", ".mov")]
    [InlineData("../../clip.mov", "clip.mov", ".mov")]
    [InlineData("a\nb\0.webm", "ab.webm", ".webm")]
    [InlineData("clip.m/../p4", "p4", "")]
    [InlineData("clip.what is it", "clip.what is it", "")]
    [InlineData("Übersicht 🎬.mkv", "Übersicht 🎬.mkv", ".mkv")]
    [InlineData("", "video", "")]
    [InlineData("..", "video", "")]
    public async Task AddAsync_AnyName_IsAFileNameWhoseExtensionPlayersSee(string name, string kept, string extension)
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), name, Token);

        Assert.Equal(kept, stored.Name);
        await using var video = await Store.OpenAsync(stored.Id, Token);
        Assert.Equal(extension, Path.GetExtension(video.Path));
        Assert.True(Path.IsPathFullyQualified(video.Path));
    }

    [Fact]
    public async Task AddAsync_VeryLongName_IsShortenedAndKeepsItsExtension()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), new string('n', 5000) + ".mp4", Token);

        Assert.InRange(stored.Name.Length, 1, 255);
        Assert.EndsWith(".mp4", stored.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddAsync_SourceBreaks_SaysWhatTheSourceSaysAndKeepsNothing()
    {
        var bytes = Bytes(1, 100_000);

        var cause = await Assert.ThrowsAsync<InvalidDataException>(
            () => Store.AddAsync(new HesitantStream(bytes) { FailAt = 70_000, Failure = new InvalidDataException("cut") }, "clip.mp4", Token));

        Assert.Equal("cut", cause.Message);
        Assert.Null(await Store.FindAsync(IdOf(bytes), Token));
        Assert.False(await Store.DeleteAsync(IdOf(bytes), Token));
    }

    [Fact]
    public async Task AddAsync_Cancelled_KeepsNothing()
    {
        using var cancel = new CancellationTokenSource();
        var bytes = Bytes(1, 100_000);
        var content = new HesitantStream(bytes) { FailAt = 70_000, Failure = new OperationCanceledException(), BeforeFailure = cancel.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AddAsync(content, "clip.mp4", cancel.Token));

        Assert.Null(await Store.FindAsync(IdOf(bytes), Token));
    }

    [Fact]
    public async Task AddFileAsync_File_ComesBackAndTheOriginalStays()
    {
        var path = Original("clip.mp4", Bytes(1));

        var stored = await Store.AddFileAsync(path, Token);

        Assert.Equal(new StoredVideo(IdOf(Bytes(1)), "clip.mp4", Bytes(1).Length), stored);
        Assert.Equal(stored, await Store.FindAsync(stored.Id, Token));
        Assert.Equal(Bytes(1), await ReadAsync(stored.Id));
        Assert.True(await Store.DeleteAsync(stored.Id, Token));
        Assert.Equal(Bytes(1), await File.ReadAllBytesAsync(path, Token));
    }

    [Fact]
    public async Task AddFileAsync_EmptyFile_IsTheEmptyVideo()
    {
        var stored = await Store.AddFileAsync(Original("empty.mp4", []), Token);

        Assert.Equal(new StoredVideo(IdOf([]), "empty.mp4", 0), stored);
        Assert.Empty(await ReadAsync(stored.Id));
    }

    [Fact]
    public async Task AddFileAsync_TwoFilesOfTheSameBytes_AreOneVideo()
    {
        var first = await Store.AddFileAsync(Original("first.mp4", Bytes(1)), Token);
        var second = await Store.AddFileAsync(Original("second.mp4", Bytes(1)), Token);

        Assert.Equal(first, second);
        Assert.True(await Store.DeleteAsync(first.Id, Token));
        Assert.False(await Store.DeleteAsync(first.Id, Token));
    }

    [Fact]
    public async Task AddFileAsync_NotThere_IsSaidInASentence()
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(() => Store.AddFileAsync(Originals.File("nowhere.mp4"), Token));

        Assert.Equal("nowhere.mp4 is not there.", error.Message);
    }

    [Fact]
    public async Task AddAsync_AfterAFileOfTheSameBytes_OutlivesTheFile()
    {
        var path = Original("clip.mp4", Bytes(1));
        var file = await Store.AddFileAsync(path, Token);

        var stream = await Store.AddAsync(new MemoryStream(Bytes(1)), "upload.mov", Token);
        File.Delete(path);

        Assert.Equal(file, stream);
        Assert.Equal(file, await Store.FindAsync(file.Id, Token));
        Assert.Equal(Bytes(1), await ReadAsync(file.Id));
    }

    [Fact]
    public async Task FindAsync_Unknown_IsNull() => Assert.Null(await Store.FindAsync(Examples.Id(1), Token));

    [Fact]
    public async Task OpenAsync_Unknown_IsSaidInASentence()
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(() => Store.OpenAsync(Examples.Id(1), Token));

        Assert.Equal("The video is not in the store any more: add it again.", error.Message);
    }

    [Fact]
    public async Task OpenAsync_SeveralAtOnce_AllRead()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token);

        await using var first = await Store.OpenAsync(stored.Id, Token);
        await using (var second = await Store.OpenAsync(stored.Id, Token))
        {
            Assert.Equal(Bytes(1), await File.ReadAllBytesAsync(second.Path, Token));
        }

        Assert.Equal(Bytes(1), await File.ReadAllBytesAsync(first.Path, Token));
    }

    [Fact]
    public async Task OpenReadAsync_AnyPosition_ReadsFromThere()
    {
        var bytes = Bytes(1, 6_000_000);
        var stored = await Store.AddAsync(new MemoryStream(bytes), "clip.mp4", Token);

        await using var stream = await Store.OpenReadAsync(stored.Id, Token);

        Assert.True(stream.CanSeek);
        Assert.Equal(bytes.Length, stream.Length);
        foreach (var (from, to) in new[] { (5_000_000, 6_000_000), (0, 1), (1, 4_500_000), (4_500_000, 4_500_001) })
        {
            stream.Position = from;
            var part = new byte[to - from];
            await stream.ReadExactlyAsync(part, Token);
            Assert.Equal(bytes[from..to], part);
        }
    }

    [Fact]
    public async Task OpenReadAsync_File_ReadsItsBytes()
    {
        var stored = await Store.AddFileAsync(Original("clip.mp4", Bytes(1)), Token);

        await using var stream = await Store.OpenReadAsync(stored.Id, Token);

        Assert.Equal(Bytes(1), await ReadToEndAsync(stream));
    }

    [Fact]
    public async Task OpenReadAsync_EmptyVideo_HasNoBytes()
    {
        var stored = await Store.AddAsync(new MemoryStream(), "empty.mp4", Token);

        await using var stream = await Store.OpenReadAsync(stored.Id, Token);

        Assert.Empty(await ReadToEndAsync(stream));
    }

    [Fact]
    public async Task OpenReadAsync_Unknown_IsSaidInASentence()
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(() => Store.OpenReadAsync(Examples.Id(1), Token));

        Assert.Equal("The video is not in the store any more: add it again.", error.Message);
    }

    [Fact]
    public async Task DeleteAsync_OneOfTwo_LeavesTheOther()
    {
        var one = await Store.AddAsync(new MemoryStream(Bytes(1)), "one.mp4", Token);
        var two = await Store.AddAsync(new MemoryStream(Bytes(2)), "two.mp4", Token);

        Assert.True(await Store.DeleteAsync(one.Id, Token));

        Assert.Null(await Store.FindAsync(one.Id, Token));
        Assert.Equal(Bytes(2), await ReadAsync(two.Id));
    }

    [Fact]
    public async Task DeleteAsync_ThenAdd_IsThereAgain()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token);
        await Store.DeleteAsync(stored.Id, Token);

        Assert.Equal(stored, await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token));

        Assert.Equal(Bytes(1), await ReadAsync(stored.Id));
    }

    protected static byte[] Bytes(int seed, int length = 5_000)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected static VideoId IdOf(byte[] bytes) => VideoId.Parse(Convert.ToHexString(SHA256.HashData(bytes)));

    protected string Original(string name, byte[] bytes)
    {
        File.WriteAllBytes(Originals.File(name), bytes);
        return Originals.File(name);
    }

    protected async Task<byte[]> ReadAsync(VideoId id)
    {
        await using var video = await Store.OpenAsync(id, Token);
        return await File.ReadAllBytesAsync(video.Path, Token);
    }

    private static async Task<byte[]> ReadToEndAsync(Stream stream)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, Token);
        return memory.ToArray();
    }
}
