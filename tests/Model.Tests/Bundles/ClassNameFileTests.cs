using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Bundles;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Bundles;

public sealed class ClassNameFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("id,name\n0,archery\n1,nan\n2,Apply Eye Makeup\n")]
    [InlineData("id,name\r\n0,archery\r\n1,nan\r\n2,Apply Eye Makeup\r\n")]
    [InlineData("id,name\r\n0,archery\r\n1,\"nan\"\r\n2,Apply Eye Makeup")]
    [InlineData("\uFEFFid,name\r\n0,archery\r\n1,nan\r\n2,Apply Eye Makeup\r\n\r\n")]
    public void Read_EveryLineEnd_GivesTheNamesAsTheyAre(string csv) => Assert.Equal(["archery", "nan", "Apply Eye Makeup"], Read(csv));

    [Fact]
    public void Read_QuotedName_KeepsCommasAndQuotes() => Assert.Equal(["a, b", "say \"hi\""], Read("id,name\n0,\"a, b\"\n1,\"say \"\"hi\"\"\"\n"));

    [Theory]
    [InlineData("", "id,name")]
    [InlineData("archery\nzumba\n", "id,name")]
    [InlineData("id,name\n", "no rows")]
    [InlineData("id,name\n0,archery\n2,zumba\n", "Line 3")]
    [InlineData("id,name\n1,archery\n", "id '1'")]
    [InlineData("id,name\n0,\n", "no name")]
    [InlineData("id,name\n0\n", "too few")]
    public void Read_NoLabelFile_SaysWhat(string csv, string expected)
    {
        var failure = Assert.Throws<UserErrorException>(() => Read(csv));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("classes.csv", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Absent_SaysSo() => Assert.Contains("absent.csv", Assert.Throws<UserErrorException>(() => ClassNameFile.Read(_folder.File("absent.csv"))).Message, StringComparison.Ordinal);

    private IReadOnlyList<string> Read(string csv)
    {
        File.WriteAllText(_folder.File("classes.csv"), csv);
        return ClassNameFile.Read(_folder.File("classes.csv"));
    }
}
