using MoTE.Indexing.Search.Api;

namespace MoTE.Indexing.Search.Tests.Api;

public sealed class SourceNamesTests
{
    [Theory]
    [InlineData("/home/a b/my beach.mp4", "my beach.mp4")]
    [InlineData(@"C:\films\beach.mp4", "beach.mp4")]
    [InlineData("beach.mp4", "beach.mp4")]
    [InlineData("https://example.org:8443/a.mp4?signature=secret#t=1", "https://example.org:8443/a.mp4")]
    [InlineData("https://ann:secret@example.org/a.mp4", "https://example.org/a.mp4")]
    [InlineData("file:///etc/passwd", "passwd")]
    public void Of_Source_IsAddressOrName(string source, string expected) => Assert.Equal(expected, SourceNames.Of(source));
}
