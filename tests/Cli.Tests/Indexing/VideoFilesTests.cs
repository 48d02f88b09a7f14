using MoTE.Indexing.Cli.Indexing;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Cli.Tests.Indexing;

public sealed class VideoFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Find_Folder_TakesVideosAtAnyDepthInOrder()
    {
        Touch("b.mp4", "a/z.MKV", "a/notes.txt", "c.webm", ".hidden/x.mp4", "README");

        var found = VideoFiles.Find([_folder.Path], _folder.File("data"));

        Assert.Equal(["a/z.MKV", "b.mp4", "c.webm"], found.Videos.Select(file => Path.GetRelativePath(_folder.Path, file.Source)));
        Assert.Equal(2, found.PassedOver);
    }

    [Fact]
    public void Find_NamedFile_IsTakenWhateverItsNameAndOnce()
    {
        Touch("a.txt");

        var found = VideoFiles.Find([_folder.File("a.txt"), _folder.File("./a.txt")], _folder.File("data"));

        Assert.Null(Assert.Single(found.Videos).Complaint);
        Assert.Equal(0, found.PassedOver);
    }

    [Theory]
    [InlineData("ftp://example.org/a.mp4", "only http and https")]
    [InlineData("/nowhere/a.mp4", "no file or folder")]
    public void Find_Unusable_CarriesTheReason(string path, string reason) =>
        Assert.Contains(reason, Assert.Single(VideoFiles.Find([path], _folder.File("data")).Videos).Complaint, StringComparison.Ordinal);

    [Fact]
    public void Find_Address_IsTakenAsItIs() =>
        Assert.Equal(new FoundVideo("HTTPS://example.org/a.mp4?b=c", null), Assert.Single(VideoFiles.Find(["HTTPS://example.org/a.mp4?b=c"], _folder.File("data")).Videos));

    [Fact]
    public void Find_DataFolderInside_IsPassedOver()
    {
        Touch("a.mp4", "data/videos/b.mp4", "database/c.mp4");

        var found = VideoFiles.Find([_folder.Path], _folder.File("./data/"));

        Assert.Equal(["a.mp4", "database/c.mp4"], found.Videos.Select(file => Path.GetRelativePath(_folder.Path, file.Source)));
    }

    [Fact]
    public void Find_LinkBackToTheFolder_Ends()
    {
        Touch("a.mp4");
        Directory.CreateSymbolicLink(_folder.File("loop"), _folder.Path);

        Assert.Single(VideoFiles.Find([_folder.Path], _folder.File("data")).Videos);
    }

    public void Dispose() => _folder.Dispose();

    private void Touch(params string[] names)
    {
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
            File.WriteAllText(_folder.File(name), name);
        }
    }
}
