using MoTE.Indexing.Search.Export;

namespace MoTE.Indexing.Search.Tests.Export;

public sealed class MomentsCsvTests
{
    [Theory]
    [InlineData("Beach", "Beach")]
    [InlineData("Sun, sea", "\"Sun, sea\"")]
    [InlineData("The \"end\"", "\"The \"\"end\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("@sum", "'@sum")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("海 🌊", "海 🌊")]
    public void Write_Title_IsQuotedWhereItMustBeAndNeverAFormula(string title, string field)
    {
        using var output = new StringWriter();

        MomentsCsv.Write(output, [new ListedMoment("id", title, "a.mp4", TimeSpan.FromSeconds(1.25), TimeSpan.FromMinutes(1), 0.98765f, -0.5f, "/?play=id&t=1250")]);

        Assert.Equal($"title,from,to,relevance,score,file,videoId,link\r\n{field},1.25,60,0.9877,-0.5,a.mp4,id,/?play=id&t=1250\r\n", output.ToString());
    }
}
