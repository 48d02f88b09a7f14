using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Search.Tests;

public sealed class TextPartsTests
{
    // Every character is a token.
    private static readonly ClipTokenizer _tokenizer = new(new BytePairVocabulary([]));

    [Fact]
    public void Of_TextThatFits_IsOnePart()
    {
        var parts = TextParts.Of("abc. def.", _tokenizer, 8);

        Assert.True(parts.IsWhole);
        Assert.Equal(_tokenizer.Encode("abc. def."), Assert.Single(parts.Tokens));
    }

    [Fact]
    public void Of_Sentences_FillPartsWithoutCuttingOne()
    {
        var parts = TextParts.Of("abc! de? fgh.\nij 红。klm", _tokenizer, 8);

        Assert.True(parts.IsWhole);
        Assert.Equal(["abc ! de ?", "fgh .", "ij 红 。", "klm"], parts.Tokens.Select(part => _tokenizer.Decode(part).Trim()));
    }

    [Fact]
    public void Of_OneLongSentence_IsCutWhereItMustBe()
    {
        var parts = TextParts.Of(new string('a', 20), _tokenizer, 8);

        Assert.True(parts.IsWhole);
        Assert.Equal([8, 8, 4], parts.Tokens.Select(part => part.Length));
    }

    [Fact]
    public void Of_TooMuchText_LeavesTheRestOut()
    {
        var parts = TextParts.Of(new string('a', (8 * TextParts.Most) + 1), _tokenizer, 8);

        Assert.False(parts.IsWhole);
        Assert.Equal(TextParts.Most, parts.Tokens.Count);
        Assert.True(TextParts.Of(new string('a', 8 * TextParts.Most), _tokenizer, 8).IsWhole);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\u0001")]
    public void Of_NothingReadable_HasNoPart(string text) => Assert.Empty(TextParts.Of(text, _tokenizer, 8).Tokens);
}
