using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Tests.Tokenization;

/// <summary>Expectations from the published pattern.</summary>
public sealed class PreTokenizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\n\u00A0\u2003\u3000", "")]
    [InlineData("a photo of a cat.", "a|photo|of|a|cat|.")]
    [InlineData("it's they're i'm we'll you'd i've don't", "it|'s|they|'re|i|'m|we|'ll|you|'d|i|'ve|don|'t")]
    [InlineData("it'S 'TIS 'ſ", "it|'S|'T|IS|'ſ")]
    [InlineData("'x ''s", "'|x|''|s")]
    [InlineData("2nd 3.14 ½²", "2|nd|3|.|1|4|½|²")]
    [InlineData("Ⅻ一二", "Ⅻ|一二")]
    [InlineData("c# f++ (human).", "c|#|f|++|(|human|).")]
    [InlineData("\U00010428\U0001D41A\U00020000 \U0001D7D8\U0001D7D9", "\U00010428\U0001D41A\U00020000|\U0001D7D8|\U0001D7D9")]
    [InlineData("run\U0001F3C3\u200D\u2640\uFE0F!", "run|\U0001F3C3\u200D\u2640\uFE0F!")]
    [InlineData("e\u0301a", "e|\u0301|a")]
    [InlineData("zero\u200Bwidth \u001C", "zero|\u200B|width|\u001C")]
    [InlineData("a\u0345b", "a|b")]
    [InlineData("<|startoftext|>x<|endoftext|>", "<|startoftext|>|x|<|endoftext|>")]
    [InlineData("<|STARTOFTEXT|> <|endoftext", "<|STARTOFTEXT|>|<||endoftext")]
    [InlineData("!<|endoftext|>", "!<||endoftext||>")]
    public void Split_Text_EqualsPublishedPattern(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', PreTokenizer.Split(text).Select(range => text[range])));

    // Lone surrogates survive in code, not in attributes.
    [Fact]
    public void Split_LoneSurrogates_AreNeitherLettersNorNumbers()
    {
        const string Text = "a\uD83D b\uDE00c1\uD800";
        Assert.Equal(["a", "\uD83D", "b", "\uDE00", "c", "1", "\uD800"], PreTokenizer.Split(Text).Select(range => Text[range]));
    }
}
