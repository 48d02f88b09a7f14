using MoTE.Indexing.Domain;
using MoTE.Indexing.Testing;
using MoTE.Indexing.Testing.Ports;

namespace MoTE.Indexing.Storage.Tests;

public sealed class FolderVideoStoreTests : VideoStoreContract
{
    private readonly TemporaryFolder _data = new();
    private readonly FolderLayout _layout;

    public FolderVideoStoreTests()
    {
        _layout = new FolderLayout(_data.Path);
        Store = new FolderVideoStore(_layout);
    }

    protected override IVideoStore Store { get; }

    public override void Dispose()
    {
        _data.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task AddFileAsync_File_IsNotCopied()
    {
        var path = Original("clip.mp4", Bytes(1, 50_000));

        var stored = await Store.AddFileAsync(path, Token);

        await using var video = await Store.OpenAsync(stored.Id, Token);
        Assert.Equal(path, video.Path);
        Assert.InRange(FilesIn(_data.Path).Sum(file => new FileInfo(file).Length), 1, 2_000);
    }

    [Fact]
    public async Task AddFileAsync_RelativePath_IsReferredToAbsolutely()
    {
        var path = Original("clip.mp4", Bytes(1));

        var stored = await Store.AddFileAsync(Path.GetRelativePath(Environment.CurrentDirectory, path), Token);

        await using var video = await Store.OpenAsync(stored.Id, Token);
        Assert.Equal(path, video.Path);
    }

    [Fact]
    public async Task OpenAsync_OriginalGone_SaysSoUntilItIsBack()
    {
        var path = Original("clip.mp4", Bytes(1));
        var stored = await Store.AddFileAsync(path, Token);
        File.Move(path, path + ".away");

        var error = await Assert.ThrowsAsync<UserErrorException>(() => Store.OpenAsync(stored.Id, Token));
        Assert.Equal("clip.mp4 is not where it was any more: put it back, or index it from its new place.", error.Message);
        Assert.Null(await Store.FindAsync(stored.Id, Token));

        File.Move(path + ".away", path);
        Assert.Equal(stored, await Store.FindAsync(stored.Id, Token));
    }

    [Fact]
    public async Task OpenAsync_OriginalMovedAndAddedAgain_IsReadFromItsNewPlace()
    {
        var path = Original("clip.mp4", Bytes(1));
        var stored = await Store.AddFileAsync(path, Token);
        var moved = Originals.File("moved.mp4");
        File.Move(path, moved);

        Assert.Equal(stored, await Store.AddFileAsync(moved, Token));

        await using var video = await Store.OpenAsync(stored.Id, Token);
        Assert.Equal(moved, video.Path);
    }

    [Fact]
    public async Task OpenAsync_OneOfTwoOriginalsGone_ReadsTheOther()
    {
        var first = Original("first.mp4", Bytes(1));
        var second = Original("second.mp4", Bytes(1));
        var stored = await Store.AddFileAsync(first, Token);
        await Store.AddFileAsync(second, Token);
        File.Delete(first);

        await using var video = await Store.OpenAsync(stored.Id, Token);

        Assert.Equal(second, video.Path);
    }

    [Theory]
    [InlineData(5_001, 0)]
    [InlineData(5_000, 1)]
    public async Task OpenAsync_OriginalChanged_SaysSoUntilItIsAddedAgain(int length, int secondsLater)
    {
        var path = Original("clip.mp4", Bytes(1));
        var written = File.GetLastWriteTimeUtc(path);
        var stored = await Store.AddFileAsync(path, Token);
        File.WriteAllBytes(path, Bytes(2, length));
        File.SetLastWriteTimeUtc(path, written.AddSeconds(secondsLater));

        var error = await Assert.ThrowsAsync<UserErrorException>(() => Store.OpenAsync(stored.Id, Token));
        Assert.Equal("clip.mp4 has changed since it was indexed: index it again.", error.Message);
        Assert.Null(await Store.FindAsync(stored.Id, Token));

        var anew = await Store.AddFileAsync(path, Token);
        Assert.Equal(IdOf(Bytes(2, length)), anew.Id);
        Assert.Null(await Store.FindAsync(stored.Id, Token));
    }

    [Fact]
    public async Task AddFileAsync_TouchedOriginal_IsTheSameVideoAgain()
    {
        var path = Original("clip.mp4", Bytes(1));
        var stored = await Store.AddFileAsync(path, Token);
        File.SetLastWriteTimeUtc(path, new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        Assert.Null(await Store.FindAsync(stored.Id, Token));

        Assert.Equal(stored, await Store.AddFileAsync(path, Token));

        Assert.Equal(stored, await Store.FindAsync(stored.Id, Token));
    }

    [Fact]
    public async Task AddFileAsync_FileThatLooksTheSame_IsNotReadAgain()
    {
        var path = Original("clip.mp4", Bytes(1));
        var stored = await Store.AddFileAsync(path, Token);
        var written = File.GetLastWriteTimeUtc(path);
        File.WriteAllBytes(path, Bytes(2));
        File.SetLastWriteTimeUtc(path, written);

        Assert.Equal(stored, await Store.AddFileAsync(path, Token));
        Assert.Equal(stored, await new FolderVideoStore(_layout).AddFileAsync(path, Token));

        File.SetLastWriteTimeUtc(path, written.AddSeconds(1));
        Assert.Equal(IdOf(Bytes(2)), (await Store.AddFileAsync(path, Token)).Id);
    }

    [Fact]
    public async Task AddFileAsync_DeletedVideo_IsReadAgain()
    {
        var path = Original("clip.mp4", Bytes(1));
        var stored = await Store.AddFileAsync(path, Token);
        await Store.DeleteAsync(stored.Id, Token);

        Assert.Equal(stored, await Store.AddFileAsync(path, Token));
        Assert.Equal(stored, await Store.FindAsync(stored.Id, Token));
    }

    [Fact]
    public async Task DeleteAsync_ReferredFile_LeavesNoFileAndNoFolder()
    {
        var path = Original("clip.mp4", Bytes(1));
        var first = await Store.AddFileAsync(path, Token);
        await Store.AddFileAsync(Original("other.mp4", Bytes(1)), Token);
        File.WriteAllBytes(path, Bytes(2, 6_000));
        var second = await Store.AddFileAsync(path, Token);

        Assert.True(await Store.DeleteAsync(first.Id, Token));
        Assert.Equal(second, await Store.AddFileAsync(path, Token));
        Assert.True(await Store.DeleteAsync(second.Id, Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_layout.Videos));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_layout.Temporary));
    }

    [Fact]
    public async Task AddFileAsync_LinkToAFile_SeesTheChangesOfTheFile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var target = Original("target.mp4", Bytes(1));
        File.CreateSymbolicLink(Originals.File("link.mp4"), target);

        var stored = await Store.AddFileAsync(Originals.File("link.mp4"), Token);

        Assert.Equal(new StoredVideo(IdOf(Bytes(1)), "link.mp4", 5_000), stored);
        File.AppendAllText(target, "more");
        Assert.Null(await Store.FindAsync(stored.Id, Token));
    }

    [Fact]
    public async Task AddFileAsync_PipeOrDevice_IsNotWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such device on Windows.");

        Assert.Equal(0, (await Store.AddFileAsync("/dev/zero", Token)).SizeBytes);
    }

    [Fact]
    public async Task AddFileAsync_Folder_IsSaidInASentence()
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(() => Store.AddFileAsync(Originals.Path, Token));

        Assert.Equal($"{Path.GetFileName(Originals.Path)} is not there.", error.Message);
    }

    [Fact]
    public async Task EveryChange_LeavesNothingTemporary()
    {
        await Store.AddAsync(new MemoryStream(Bytes(1)), "one.mp4", Token);
        await Store.AddAsync(new MemoryStream(Bytes(1)), "one.mp4", Token);
        var file = await Store.AddFileAsync(Original("two.mp4", Bytes(2)), Token);
        await Store.AddFileAsync(Original("three.mp4", Bytes(2)), Token);
        await Assert.ThrowsAsync<IOException>(() => Store.AddAsync(new HesitantStream(Bytes(3)) { FailAt = 4_000 }, "broken.mp4", Token));
        await Store.DeleteAsync(file.Id, Token);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_layout.Temporary));
        Assert.Equal(2, FilesIn(_layout.Videos).Count());   // The bytes and the record of the first.
    }

    [Fact]
    public async Task DeleteAsync_LastOne_LeavesNoFileAndNoFolder()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token);

        await Store.DeleteAsync(stored.Id, Token);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_layout.Videos));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_layout.Temporary));
    }

    [Fact]
    public async Task AddAsync_CopyDamagedByHand_IsMadeWholeAgain()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token);
        await using (var video = await Store.OpenAsync(stored.Id, Token))
        {
            File.WriteAllText(video.Path, "short");
        }

        Assert.Null(await Store.FindAsync(stored.Id, Token));

        Assert.Equal(stored, await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token));
        Assert.Equal(Bytes(1), await ReadAsync(stored.Id));
    }

    [Fact]
    public async Task FindAsync_RecordDamagedByHand_IsSaidAndDeletionHelps()
    {
        var stored = await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token);
        File.WriteAllText(FilesIn(_layout.Videos).Single(file => file.EndsWith(".json", StringComparison.Ordinal)), "{");

        var error = await Assert.ThrowsAsync<UserErrorException>(() => Store.FindAsync(stored.Id, Token));

        Assert.Contains("delete the video and add it again", error.Message, StringComparison.Ordinal);
        Assert.True(await Store.DeleteAsync(stored.Id, Token));
        Assert.Equal(stored, await Store.AddAsync(new MemoryStream(Bytes(1)), "clip.mp4", Token));
    }

    [Fact]
    public async Task AnotherStoreOnTheSameFolder_SeesEverything()
    {
        var copied = await Store.AddAsync(new MemoryStream(Bytes(1)), "copied.mp4", Token);
        var referred = await Store.AddFileAsync(Original("referred.mp4", Bytes(2)), Token);

        var other = new FolderVideoStore(new FolderLayout(_data.Path));

        Assert.Equal(copied, await other.FindAsync(copied.Id, Token));
        Assert.Equal(referred, await other.FindAsync(referred.Id, Token));
    }

    [Fact]
    public async Task AddAsync_FullDisk_IsSaidAndDamagesNothing()
    {
        using var disk = new TinyDisk(kibibytes: 256);
        var layout = new FolderLayout(Path.Combine(disk.Path, "data"));
        var store = new FolderVideoStore(layout);
        var kept = await store.AddAsync(new MemoryStream(Bytes(1)), "kept.mp4", Token);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AddAsync(new HesitantStream(Bytes(2, 1_000_000)), "large.mp4", Token));

        Assert.Equal("The data folder has no room left: free some disk space and try again.", error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(layout.Temporary));
        Assert.Equal(kept, await store.FindAsync(kept.Id, Token));
        Assert.NotNull(await store.AddAsync(new MemoryStream(Bytes(3)), "small.mp4", Token));
    }

    [Fact]
    public async Task AddAsync_ReadOnlyDisk_IsSaid()
    {
        using var disk = new TinyDisk(kibibytes: 256);
        var store = new FolderVideoStore(new FolderLayout(Path.Combine(disk.Path, "data")));
        var kept = await store.AddAsync(new MemoryStream(Bytes(1)), "kept.mp4", Token);
        disk.MakeReadOnly();

        foreach (var change in new Func<Task>[]
        {
            () => store.AddAsync(new MemoryStream(Bytes(2)), "clip.mp4", Token),
            () => store.AddFileAsync(Original("clip.mp4", Bytes(2)), Token),
            () => store.DeleteAsync(kept.Id, Token),
        })
        {
            var error = await Assert.ThrowsAsync<StoreUnavailableException>(change);
            Assert.Equal("The data folder cannot be written, because its disk is read-only.", error.Message);
        }

        Assert.Equal(kept, await store.FindAsync(kept.Id, Token));
    }

    [Fact]
    public async Task AddAsync_DataFolderIsAFile_IsSaid()
    {
        var store = new FolderVideoStore(new FolderLayout(Original("data", Bytes(1))));

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AddAsync(new MemoryStream(Bytes(2)), "clip.mp4", Token));

        Assert.StartsWith("The data folder cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClearTemporary_LeftByAKilledProcess_IsGone()
    {
        Directory.CreateDirectory(Path.Combine(_layout.Temporary, "0000", "video"));
        File.WriteAllText(Path.Combine(_layout.Temporary, "0000", "video", "content.mp4"), "half");

        _layout.ClearTemporary();
        _layout.ClearTemporary();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_data.Path));
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
}
