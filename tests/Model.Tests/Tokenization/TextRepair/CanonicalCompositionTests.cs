using MoTE.Indexing.Model.Tokenization.TextRepair;

namespace MoTE.Indexing.Model.Tests.Tokenization.TextRepair;

/// <summary>Cases of Unicode Standard Annex 15.</summary>
public sealed class CanonicalCompositionTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("cafe\u0301", "caf\u00E9")]
    [InlineData("\u0301e", "\u0301e")]
    [InlineData("a\u0307\u0323", "\u1EA1\u0307")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b")]
    [InlineData("s\u0323\u0307", "\u1E69")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323")]
    [InlineData("\u212B \u2126 \u212A", "\u00C5 \u03A9 K")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "\uD55C\uAE00")]
    [InlineData("\uD55C\u11AB", "\uD55C\u11AB")]
    [InlineData("\uAC00\u11A7", "\uAC00\u11A7")]
    [InlineData("\uF900\U0002F800", "\u8C48\u4E3D")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    [InlineData("\u09C7\u09BE", "\u09CB")]
    [InlineData("\u09C7\u0334\u09BE", "\u09C7\u0334\u09BE")]
    public void Compose_Text_IsInFormC(string text, string expected) => Assert.Equal(expected, CanonicalComposition.Compose(text));

    [Fact]
    public void Compose_EverySyllable_ComesBack()
    {
        for (var syllable = '\uAC00'; syllable <= '\uD7A3'; syllable++)
            Assert.Equal(syllable.ToString(), CanonicalComposition.Compose(syllable.ToString()));
    }
}
