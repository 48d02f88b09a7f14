using System.IO.Compression;
using System.Text;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Tokenization;

public sealed class BytePairVocabularyTests : IDisposable
{
    private const string Header = "\"bpe_simple_vocab_16e6.txt#version: 0.2";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SymbolOf_Bytes_FollowThePublishedOrder()
    {
        var vocabulary = new BytePairVocabulary([]);
        Assert.Equal(514, vocabulary.Size);
        Assert.Equal("!", vocabulary.SymbolOf(0));
        Assert.Equal("~", vocabulary.SymbolOf(93));
        Assert.Equal("¡", vocabulary.SymbolOf(94));
        Assert.Equal("®", vocabulary.SymbolOf(106));
        Assert.Equal("ÿ", vocabulary.SymbolOf(187));
        Assert.Equal("Ā", vocabulary.SymbolOf(188));
        Assert.Equal("Ń", vocabulary.SymbolOf(255));
        Assert.Equal("a", vocabulary.SymbolOf(64));
        Assert.Equal("a</w>", vocabulary.SymbolOf(320));
        Assert.Equal(BytePairVocabulary.StartText, vocabulary.SymbolOf(512));
        Assert.Equal(BytePairVocabulary.EndText, vocabulary.SymbolOf(513));
    }

    [Fact]
    public void Load_Saved_IsTheSame()
    {
        var saved = new BytePairVocabulary([new("c", "a"), new("ca", "t</w>"), new("Ã", "©</w>")]);
        saved.Save(_folder.File("vocabulary.bpe.gz"));
        saved.Save(_folder.File("again.bpe.gz"));

        var loaded = BytePairVocabulary.Load(_folder.File("vocabulary.bpe.gz"));

        Assert.Equal(saved.Merges, loaded.Merges);
        Assert.Equal(saved.Size, loaded.Size);
        Assert.Equal(File.ReadAllBytes(_folder.File("vocabulary.bpe.gz")), File.ReadAllBytes(_folder.File("again.bpe.gz")));
    }

    [Fact]
    public void Load_StatedSize_UsesTheFirstMerges()
    {
        var path = Write($"{Header}\nc a\nca t</w>\nd o\n");
        Assert.Equal([new("c", "a"), new("ca", "t</w>")], BytePairVocabulary.Load(path, 516).Merges);
    }

    [Theory]
    [InlineData("#version: 0.2\nc a\nca t</w>\n")]
    [InlineData("#version: 0.2\r\nc a\r\nca t</w>\r\n\r\n")]
    public void Load_PlainText_IsRead(string content)
    {
        var path = _folder.File("merges.txt");
        File.WriteAllText(path, content);
        Assert.Equal(516, BytePairVocabulary.Load(path).Size);
    }

    [Theory]
    [InlineData(Header + "\nc a\nc  a\n", "Line 3")]
    [InlineData(Header + "\nca\n", "Line 2")]
    [InlineData(Header + "\n\nc a\n", "Line 2")]
    [InlineData(Header + "\nc a b\n", "Line 2")]
    [InlineData(Header + "\nca t\n", "'ca'")]
    [InlineData(Header + "\nc a\nc a\n", "repeats")]
    [InlineData("c a\n", "not a vocabulary")]
    [InlineData("", "not a vocabulary")]
    public void Load_Malformed_SaysWhere(string content, string expected)
    {
        var error = Assert.Throws<UserErrorException>(() => BytePairVocabulary.Load(Write(content)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TooFewMerges_NamesBothNumbers()
    {
        var error = Assert.Throws<UserErrorException>(() => BytePairVocabulary.Load(Write($"{Header}\nc a\n"), 600));
        Assert.Contains("has 1 merges", error.Message, StringComparison.Ordinal);
        Assert.Contains("needs 86", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SizeBelowBytes_IsAnError() =>
        Assert.Throws<UserErrorException>(() => BytePairVocabulary.Load(Write($"{Header}\nc a\n"), 513));

    [Fact]
    public void Load_Missing_NamesTheFile()
    {
        var error = Assert.Throws<UserErrorException>(() => BytePairVocabulary.Load(_folder.File("none.gz")));
        Assert.Contains("none.gz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoUtf8_IsAnError()
    {
        var path = _folder.File("bad.txt");
        File.WriteAllBytes(path, [.. "#version: 0.2\n"u8, 0xff, 0xfe, .. "\n"u8]);
        Assert.Throws<UserErrorException>(() => BytePairVocabulary.Load(path));
    }

    [Fact]
    public void Load_TruncatedGzip_IsAnError()
    {
        var complete = Write(Header + "\nc a\nca t</w>\n");
        Assert.Equal(2, BytePairVocabulary.Load(complete).Merges.Count);
        var whole = File.ReadAllBytes(complete);
        for (var length = 0; length < whole.Length; length++)
        {
            var path = _folder.File("cut.gz");
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<UserErrorException>(() => BytePairVocabulary.Load(path));
        }
    }

    [Fact]
    public void Load_UnpacksToTooMuch_IsAnError()
    {
        var path = _folder.File("bomb.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            packed.Write("#version: 0.2\n"u8);
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'a');
            for (var index = 0; index < 65; index++)
                packed.Write(block);
        }

        var error = Assert.Throws<UserErrorException>(() => BytePairVocabulary.Load(path));
        Assert.Contains("unpacks to more than", error.Message, StringComparison.Ordinal);
    }

    private string Write(string content)
    {
        var path = _folder.File("written.bpe.gz");
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes(content));
        return path;
    }
}
