using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Tests.Bundles;
using MoTE.Indexing.Model.Tokenization;
using MoTE.Indexing.Safetensors;
using MoTE.Indexing.Testing;

namespace MoTE.Indexing.Model.Tests.Encoders;

public sealed class QueryReaderTests : IDisposable
{
    private static readonly string[] _templates = ["a photo of {}.", "{} in a video"];

    private readonly TemporaryFolder _folder = new();
    private readonly TextEncoder _encoder;
    private readonly ClipTokenizer _tokenizer;
    private readonly QueryReader _reader;

    public QueryReaderTests()
    {
        var tiny = TinyModel.Write(_folder.Path);
        using var clip = SafetensorsFile.Open(tiny.ClipPath);
        _encoder = TextEncoder.Load(clip, new EncoderOptions { Device = "cpu" });
        _tokenizer = new ClipTokenizer(tiny.Vocabulary);
        _reader = new QueryReader(_encoder, _tokenizer, _templates);
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Read_Word_GoesThroughTheTemplates() =>
        Assert.Equal(PromptEnsemble.Encode(_encoder, ["darts"], _templates, _tokenizer.Encode, TestContext.Current.CancellationToken)[0], _reader.Read(" darts\n")!.Vector);

    [Theory]
    [InlineData("a dart")]
    [InlineData("supercalifragilistic")]
    public void Read_PhraseOrEndlessWord_IsReadAsItIs(string text) => Assert.Equal(_encoder.Encode([_tokenizer.Encode(text)])[0], _reader.Read(text)!.Vector);

    [Fact]
    public void Read_LongText_IsTheMeanOfItsParts()
    {
        var sentence = new string('a', 60) + ". ";

        var read = _reader.Read(sentence + "b" + sentence)!;

        Assert.Equal(2, read.Parts.Tokens.Count);
        var parts = _encoder.Encode(read.Parts.Tokens);
        Assert.Equal(UnitVector.Of([.. parts[0].Zip(parts[1], (a, b) => a + b)]), read.Vector, (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0001")]
    public void Read_NothingReadable_IsNull(string text) => Assert.Null(_reader.Read(text));
}
