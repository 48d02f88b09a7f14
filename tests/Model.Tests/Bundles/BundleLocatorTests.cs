using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Bundles;

public sealed class BundleLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_AllFolders_AreInTheirOrder()
    {
        var program = Directory.CreateDirectory(_folder.File("repository/artifacts/bin/release")).FullName;
        var repository = Directory.CreateDirectory(_folder.File("repository/infra/models")).FullName;

        var all = BundleLocator.Create(_folder.File("option"), _folder.File("data"), _folder.File("variable"), program);
        var fewest = BundleLocator.Create(null, _folder.File("data"), "", _folder.Path);

        Assert.Equal([_folder.File("option"), _folder.File("variable"), _folder.File("data/models"), repository], all.Folders);
        Assert.Equal(_folder.File("option"), all.HomeFolder);
        Assert.Equal(_folder.File("data/models"), fewest.Folders[0]);
    }

    [Fact]
    public void List_BundlesOfEveryKind_SaysStateAndReason()
    {
        Manifests.WriteBundle(_folder.File("one"), Manifests.Mote("good"));
        Manifests.WriteBundle(_folder.File("two"), Manifests.Mote("good"));
        Manifests.WriteBundle(_folder.File("two"), Manifests.Clip("plain"));
        File.Delete(Path.Combine(Manifests.WriteBundle(_folder.File("two"), Manifests.Mote("missing")), BundleFile.TextTower));
        File.AppendAllText(Path.Combine(Manifests.WriteBundle(_folder.File("two"), Manifests.Mote("longer")), BundleFile.VisionTower), "!");
        File.WriteAllText(Path.Combine(Manifests.WriteBundle(_folder.File("two"), Manifests.Mote("unreadable")), BundleFile.Manifest), "{");
        File.WriteAllText(Path.Combine(Manifests.WriteBundle(_folder.File("two"), Manifests.Clip("extra-head")), BundleFile.TemporalHead), "a head");
        Directory.Move(Manifests.WriteBundle(_folder.File("two"), Manifests.Mote("renamed")), _folder.File("two/other"));
        Directory.CreateDirectory(_folder.File("two/.being-imported"));
        Directory.CreateDirectory(_folder.File("two/not-a-bundle"));

        var listings = new BundleLocator([_folder.File("one"), _folder.File("two"), _folder.File("absent")]).List();

        var states = listings.ToDictionary(listing => Path.GetRelativePath(_folder.Path, listing.Folder), listing => (listing.State, listing.Reason));
        Assert.Equal(8, states.Count);
        Assert.Equal((BundleState.Complete, null), states["one/good"]);
        Assert.Equal((BundleState.Complete, null), states["two/plain"]);
        Assert.Equal(BundleState.Shadowed, states["two/good"].State);
        Assert.Contains("text.safetensors' is missing", Broken("two/missing"), StringComparison.Ordinal);
        Assert.Contains("bytes, but the manifest says", Broken("two/longer"), StringComparison.Ordinal);
        Assert.Contains("not valid", Broken("two/unreadable"), StringComparison.Ordinal);
        Assert.Contains("does not list", Broken("two/extra-head"), StringComparison.Ordinal);
        Assert.Contains("calls itself 'renamed'", Broken("two/other"), StringComparison.Ordinal);

        string Broken(string folder)
        {
            Assert.Equal(BundleState.Broken, states[folder].State);
            return states[folder].Reason!;
        }
    }

    [Fact]
    public void Find_NoName_TakesTheOnlyOneOfTheFirstFolderThatHasAny()
    {
        Manifests.WriteBundle(_folder.File("second"), Manifests.Mote("own"));
        Manifests.WriteBundle(_folder.File("third"), Manifests.Clip("demo"));
        var locator = new BundleLocator([_folder.File("first"), _folder.File("second"), _folder.File("third")]);

        Assert.Equal("own", locator.Find(null).Name);
        Assert.Equal("demo", locator.Find("demo").Name);

        Manifests.WriteBundle(_folder.File("second"), Manifests.Mote("another"));
        var choice = Assert.Throws<UserErrorException>(() => locator.Find(null));
        Assert.Contains("another, own", choice.Message, StringComparison.Ordinal);
        Assert.Contains("--model", choice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NothingOfThatName_SaysWhereItLookedAndWhatThereIs()
    {
        Manifests.WriteBundle(_folder.File("one"), Manifests.Mote("good"));
        var locator = new BundleLocator([_folder.File("one"), _folder.File("two")]);

        var failure = Assert.Throws<UserErrorException>(() => locator.Find("bad"));
        Assert.Contains(_folder.File("two"), failure.Message, StringComparison.Ordinal);
        Assert.Contains("there are: good", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no model in", Assert.Throws<UserErrorException>(() => new BundleLocator([_folder.File("two")]).Find(null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_BrokenBundle_NeverFallsThroughToALaterOne()
    {
        var broken = Manifests.WriteBundle(_folder.File("one"), Manifests.Mote("good"));
        File.Delete(Path.Combine(broken, BundleFile.TemporalHead));
        Manifests.WriteBundle(_folder.File("two"), Manifests.Mote("good"));

        var failure = Assert.Throws<UserErrorException>(() => new BundleLocator([_folder.File("one"), _folder.File("two")]).Find("good"));

        Assert.Contains("temporal.safetensors' is missing", failure.Message, StringComparison.Ordinal);
    }
}
