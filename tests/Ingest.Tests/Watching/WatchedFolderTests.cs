using MoTE.Indexing.Ingest.Watching;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Ingest.Tests.Watching;

public sealed class WatchedFolderTests
{
    [Theory]
    [InlineData("clip.mp4", true)]
    [InlineData("CLIP.MOV", true)]
    [InlineData("a/b c/clip.mkv", true)]
    [InlineData("lecture.part.2.mp4", true)]
    [InlineData("notes.txt", false)]
    [InlineData("clip", false)]
    [InlineData(".clip.mp4", false)]
    [InlineData(".cache/clip.mp4", false)]
    [InlineData("a/.b/clip.mp4", false)]
    [InlineData("~clip.mp4", false)]
    [InlineData("clip.mp4.part", false)]
    [InlineData("clip.mp4.crdownload", false)]
    [InlineData("clip.mp4.tmp", false)]
    [InlineData("clip.temp.mp4", false)]
    [InlineData("clip.PART.mp4", false)]
    [InlineData("data/clip.mp4", false)]
    [InlineData("data/videos/clip.mp4", false)]
    [InlineData("database/clip.mp4", true)]
    public void Counts_Path_ByPlaceAndName(string path, bool counts) =>
        Assert.Equal(counts, new WatchedFolder("/films", "/films/data").Counts(Path.Combine("/films", path)));

    [Fact]
    public void Walk_Folder_FindsWhatCountsAtAnyDepth()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "clip.mp4", "a/b/clip.mp4", ".hidden/clip.mp4", "a/.clip.mp4", "a/clip.txt", "data/clip.mp4" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
            File.WriteAllText(folder.File(file), "bytes");
        }

        Directory.CreateSymbolicLink(folder.File("a/loop"), folder.Path);
        File.CreateSymbolicLink(folder.File("link.mp4"), folder.File("clip.mp4"));

        var found = new WatchedFolder(folder.Path, folder.File("data")).Walk(folder.Path);

        Assert.Equal([folder.File("a/b/clip.mp4"), folder.File("clip.mp4"), folder.File("link.mp4")], found.Order(StringComparer.Ordinal));
    }
}
