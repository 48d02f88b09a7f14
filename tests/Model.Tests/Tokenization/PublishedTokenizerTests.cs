using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Tokenization;

/// <summary>Token ids equal those of the published tokenizer.</summary>
public sealed class PublishedTokenizerTests
{
    [Theory]
    [InlineData("a photo of a cat", "49406 320 1125 539 320 2368 49407")]
    [InlineData("a diagram", "49406 320 22697 49407")]
    [InlineData("a photo of abseiling.", "49406 320 1125 539 596 567 3299 269 49407")]
    [InlineData("a video of a person Apply Eye Makeup.", "49406 320 1455 539 320 2533 4356 3272 5853 269 49407")]
    [InlineData("a example of a person massaging person's head.", "49406 320 6228 539 320 2533 4636 4336 2533 568 1375 269 49407")]
    [InlineData("a demonstration of backflip (human).", "49406 320 16722 539 1663 11035 263 2751 1818 49407")]
    [InlineData("a photo of 100 dogs!!", "49406 320 1125 539 272 271 271 3255 748 49407")]
    public void EncodeEnclosed_SpecificationVector_EqualsPublished(string text, string expected)
    {
        var tokenizer = new ClipTokenizer(PublishedVocabulary.Require());
        Assert.Equal(expected, string.Join(' ', tokenizer.EncodeEnclosed(text)));
    }

    [Fact]
    public void Encode_ReferenceTextsWithoutRepair_EqualPublished()
    {
        var cleaning = new TextCleaning { RepairsText = false, StripsSpecialStrings = false };
        AssertIdsEqual("tokenizer.json", new ClipTokenizer(PublishedVocabulary.Require(), cleaning), _ => true);
    }

    [Fact]
    public void Encode_EverydayTexts_EqualPublished() =>
        AssertIdsEqual("tokenizer_repaired.json", new ClipTokenizer(PublishedVocabulary.Require()), row => row.Kind == "everyday");

    [Fact]
    public void Encode_MojibakeTexts_EqualPublished() =>
        AssertIdsEqual("tokenizer_repaired.json", new ClipTokenizer(PublishedVocabulary.Require()), row => row.Kind == "mojibake");

    [Fact]
    public void Load_PublishedFile_HasPublishedIds()
    {
        var vocabulary = PublishedVocabulary.Require();
        Assert.Equal(BytePairVocabulary.PublishedSize, vocabulary.Size);
        Assert.Equal(49406, vocabulary.StartId);
        Assert.Equal(49407, vocabulary.EndId);
        Assert.Equal(new SymbolPair("i", "n"), vocabulary.Merges[0]);
        Assert.Equal(new SymbolPair("jeky", "ll</w>"), vocabulary.Merges[^1]);
        Assert.Equal("in", vocabulary.SymbolOf(512));
    }

    private static void AssertIdsEqual(string file, ClipTokenizer tokenizer, Func<ReferenceText, bool> selected)
    {
        var rows = ReferenceText.Read(ReferenceFixtures.Require(file)).Where(selected).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(row.Ids, tokenizer.Encode(row.Text)));
    }
}
