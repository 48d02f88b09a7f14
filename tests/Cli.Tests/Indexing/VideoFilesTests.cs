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

        var found = VideoFiles.Find([_folder.Path]);

        Assert.Equal(["a/z.MKV", "b.mp4", "c.webm"], found.Files.Select(file => Path.GetRelativePath(_folder.Path, file.Path)));
        Assert.Equal(2, found.PassedOver);
    }

    [Fact]
    public void Find_NamedFile_IsTakenWhateverItsNameAndOnce()
    {
        Touch("a.txt");

        var found = VideoFiles.Find([_folder.File("a.txt"), _folder.File("./a.txt")]);

        Assert.Null(Assert.Single(found.Files).Complaint);
        Assert.Equal(0, found.PassedOver);
    }

    [Theory]
    [InlineData("https://example.org/a.mp4", "not fetched yet")]
    [InlineData("/nowhere/a.mp4", "no file or folder")]
    public void Find_Unusable_CarriesTheReason(string path, string reason) =>
        Assert.Contains(reason, Assert.Single(VideoFiles.Find([path]).Files).Complaint, StringComparison.Ordinal);

    [Fact]
    public void Find_LinkBackToTheFolder_Ends()
    {
        Touch("a.mp4");
        Directory.CreateSymbolicLink(_folder.File("loop"), _folder.Path);

        Assert.Single(VideoFiles.Find([_folder.Path]).Files);
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
