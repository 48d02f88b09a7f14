using MoTE.Indexing.Model.Tokenization.TextRepair;

namespace MoTE.Indexing.Model.Tests.Tokenization.TextRepair;

/// <summary>The cases of the HTML standard; expectations from Python's html.unescape.</summary>
public sealed class HtmlCharacterReferencesTests
{
    [Fact]
    public void Named_Table_IsComplete()
    {
        // 2,125 names with a semicolon, of which 106 also work without.
        Assert.Equal(2231, HtmlCharacterReferences.Named.Count);
        Assert.Equal(106, HtmlCharacterReferences.Named.Keys.Count(name => !name.EndsWith(';')));
    }

    [Theory]
    [InlineData("no reference", "no reference")]
    [InlineData("a & b &", "a & b &")]
    [InlineData("&amp;&ampx&AMP", "&&x&")]
    [InlineData("&notin;&notit;&no", "∉¬it;&no")]
    [InlineData("&NotEqualTilde;", "≂̸")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("&#65;&#65 &#x41;&#X41g", "AA AAg")]
    [InlineData("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("&#128;&#129;&#13;&#1;&#127;&#xFFFE;&#xFDD0;&#x1FFFF;", "€\u0081\r")]
    [InlineData("&#;&#x;&#", "&#;&#x;&#")]
    [InlineData("&CounterClockwiseContourIntegral;", "∳")]
    public void Unescape_Reference_IsReplacedOnce(string text, string expected) => Assert.Equal(expected, HtmlCharacterReferences.Unescape(text));
}
