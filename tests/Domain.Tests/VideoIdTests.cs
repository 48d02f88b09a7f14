namespace MoTE.Indexing.Domain.Tests;

public sealed class VideoIdTests
{
    [Fact]
    public async Task OfFile_KnownBytes_IsTheirSha256()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "abc", TestContext.Current.CancellationToken);

        var id = await VideoId.OfFileAsync(path, TestContext.Current.CancellationToken);

        File.Delete(path);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", id.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Parse_NotSixtyFourDigits_SaysSo(string text) => Assert.Throws<FormatException>(() => VideoId.Parse(text));
}
