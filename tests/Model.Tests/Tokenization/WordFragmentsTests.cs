using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Tests.Tokenization;

public sealed class WordFragmentsTests
{
    private static readonly ClipTokenizer _tokenizer = new(new BytePairVocabulary([new("r", "e"), new("re", "d</w>"), new("b", "o"), new("bo", "x</w>")]));

    [Fact]
    public void Of_KnownWords_HasNone() => Assert.Equal((0, 0), Look("a red box. Red!"));

    [Fact]
    public void Of_WordInPieces_CountsItsTokensAndNamesItOnce()
    {
        var fragments = WordFragments.Of(_tokenizer.Encode("a red dog, a Dog"), _tokenizer, new HashSet<string>());

        Assert.Equal(["dog"], fragments.Words);
        Assert.Equal(6 / 10f, fragments.Share);
    }

    [Fact]
    public void Of_WordThatIsKnownAllTheSame_HasNone() =>
        Assert.Equal((0, 0), ((int)WordFragments.Of(_tokenizer.Encode("a dog"), _tokenizer, new HashSet<string> { "dog" }).Share, WordFragments.Of(_tokenizer.Encode("a dog"), _tokenizer, new HashSet<string> { "dog" }).Words.Count));

    [Fact]
    public void Of_Emoji_IsAWordInPieces() => Assert.Equal(["🎈"], WordFragments.Of(_tokenizer.Encode("red 🎈"), _tokenizer, new HashSet<string>()).Words);

    [Fact]
    public void Of_Nothing_IsNothing() => Assert.Equal((0, 0), Look(""));

    private static (float Share, int Words) Look(string text)
    {
        var fragments = WordFragments.Of(_tokenizer.Encode(text), _tokenizer, new HashSet<string>());
        return (fragments.Share, fragments.Words.Count);
    }
}
