using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Bundles;

public sealed class ModelCatalogueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void BuiltIn_PublishedModels_HaveTheirFilesAndHashes()
    {
        var catalogue = ModelCatalogue.BuiltIn();

        Assert.Equal(["clip-b32", "clip-b16", "clip-l14", "mote-b16", "mote-l14"], catalogue.Models.Select(model => model.Name));
        var mote = catalogue.Find("mote-b16");
        Assert.Equal("5806e77cd80f8b59890b7e101eabd078d9fb84e6937f9e85e4ecb61988df416f", mote.Clip.Sha256);
        Assert.EndsWith($"{mote.Clip.Sha256}/ViT-B-16.pt", mote.Clip.Url.AbsolutePath, StringComparison.Ordinal);
        Assert.Null(mote.Mote!.Sha256);
        Assert.Equal(1_356_917, mote.Vocabulary.SizeBytes);
        Assert.All(catalogue.Models.SelectMany(model => model.Files), file => Assert.Equal("https", file.Url.Scheme));
    }

    [Fact]
    public void Find_UnknownName_ListsTheNames()
    {
        var failure = Assert.Throws<UserErrorException>(() => ModelCatalogue.BuiltIn().Find("mote-b32"));

        Assert.Contains("mote-b16", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "not valid")]
    [InlineData("""{"formatVersion":2,"files":[],"models":[]}""", "formatVersion is 2")]
    [InlineData("""{"formatVersion":1,"files":[{"name":"../a","url":"https://a/","licence":"x"}],"models":[]}""", "plain file name")]
    [InlineData("""{"formatVersion":1,"files":[{"name":"a","url":"file:///etc/passwd","licence":"x"}],"models":[]}""", "neither http nor https")]
    [InlineData("""{"formatVersion":1,"files":[{"name":"a","url":"https://a/","licence":"x","sha256":"12"}],"models":[]}""", "64")]
    [InlineData("""{"formatVersion":1,"files":[],"models":[{"name":"m","description":"d","clip":"a","vocabulary":"b"}]}""", "needs the file 'a'")]
    [InlineData("""{"formatVersion":1,"files":[],"models":[{"name":"../m","description":"d","clip":"a","vocabulary":"b"}]}""", "cannot name a model")]
    public void Load_ContradictoryCatalogue_SaysWhat(string json, string expected)
    {
        File.WriteAllText(_folder.File("catalogue.json"), json);

        var failure = Assert.Throws<UserErrorException>(() => ModelCatalogue.Load(_folder.File("catalogue.json")));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("catalogue.json", failure.Message, StringComparison.Ordinal);
    }
}
