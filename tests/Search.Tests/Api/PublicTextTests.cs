using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class PublicTextTests
{
    [Theory]
    [InlineData("/home/ann/films/beach.mp4 is empty (0 bytes).", "beach.mp4 is empty (0 bytes).")]
    [InlineData("There is no room in /data.", "There is no room in data.")]
    [InlineData("'/home/ann/a.mp4' and (/srv/b.mp4), not /c/d.", "'a.mp4' and (b.mp4), not d.")]
    [InlineData(@"C:\films\beach.mp4 is empty.", "beach.mp4 is empty.")]
    [InlineData(@"\\server\share\beach.mp4 is empty.", "beach.mp4 is empty.")]
    [InlineData("https://example.org/films/beach.mp4 answers 404.", "https://example.org/films/beach.mp4 answers 404.")]
    [InlineData("25/30 frames and/or 1 / 2 decode.", "25/30 frames and/or 1 / 2 decode.")]
    [InlineData("file:/home/ann/a.mp4: Invalid data", "file:a.mp4: Invalid data")]
    public void Of_Sentence_KeepsOnlyNames(string sentence, string expected) => Assert.Equal(expected, PublicText.Of(sentence, []));

    [Fact]
    public void Of_KnownPathWithBlanks_KeepsItsName() =>
        Assert.Equal("my beach.mp4 is empty.", PublicText.Of("/home/a b/c d/my beach.mp4 is empty.", ["/home/a b/c d/my beach.mp4"]));

    [Theory]
    [InlineData("/home/a b/beach.mp4", "beach.mp4")]
    [InlineData(@"C:\films\beach.mp4", "beach.mp4")]
    [InlineData("beach.mp4", "beach.mp4")]
    [InlineData("https://example.org:8443/a.mp4?signature=secret#t=1", "https://example.org:8443/a.mp4")]
    [InlineData("https://ann:secret@example.org/a.mp4", "https://example.org/a.mp4")]
    [InlineData("file:///etc/passwd", "passwd")]
    public void NameOf_Source_IsAddressOrName(string source, string expected) => Assert.Equal(expected, PublicText.NameOf(source));
}
