using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Tests.Tokenization;

/// <summary>Expectations from Python's str.lower().</summary>
public sealed class LowerCasingTests
{
    [Theory]
    [InlineData("UPPER lower MiXeD", "upper lower mixed")]
    [InlineData("ÀÉÎÕÜ ŒÆØ ŠŽ", "àéîõü œæø šž")]
    [InlineData("ПРИВЕТ ΑΒΓ ԱԲ", "привет αβγ աբ")]
    [InlineData("İstanbul I ı", "i\u0307stanbul i ı")]
    [InlineData("\U00010400\U0001E900 ẞ K Å", "\U00010428\U0001E922 ß k å")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("ΟΔΟΣ ΣΟΦΟΣ.", "οδος σοφος.")]
    [InlineData("Σ", "σ")]
    [InlineData("ΑΣ\u0301", "ας\u0301")]
    [InlineData("ΑΣ'Α ΑΣ'", "ασ'α ας'")]
    [InlineData("Α\u0301Σ", "α\u0301ς")]
    [InlineData("\U00010400Σ \U00010400Σ\U00010400", "\U00010428ς \U00010428σ\U00010428")]
    [InlineData("1Σ ΑΣ1 ⅠΣ", "1σ ας1 ⅰς")]
    public void ToLower_Text_EqualsPython(string text, string expected) => Assert.Equal(expected, LowerCasing.ToLower(text));

    // Lone surrogates survive in code, not in attributes.
    [Fact]
    public void ToLower_LoneSurrogates_Stay()
    {
        Assert.Equal("a\uD800b", LowerCasing.ToLower("A\uD800B"));
        Assert.Equal("\uDC00σ\uD800", LowerCasing.ToLower("\uDC00Σ\uD800"));
    }
}
