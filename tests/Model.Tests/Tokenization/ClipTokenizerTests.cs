using System.Text;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Tests.Tokenization;

/// <summary>The tokenizer on a small vocabulary: ids 512 "ca", 513 "cat" closing a word, 514 start, 515 end.</summary>
public sealed class ClipTokenizerTests
{
    private const int A = 64 + 256;
    private const int Cat = 513;
    private const int Start = 514;
    private const int End = 515;

    private static readonly BytePairVocabulary _vocabulary = new([new("c", "a"), new("ca", "t</w>")]);

    private readonly ClipTokenizer _tokenizer = new(_vocabulary);

    [Theory]
    [InlineData("a cat")]
    [InlineData("  A\tCAT\r\n")]
    [InlineData("a&nbsp;cat")]
    [InlineData("&amp;#97; cat")]
    [InlineData("ａ　ｃａｔ")]
    [InlineData("a <|startoftext|> cat <|EndOfText|>")]
    [InlineData("a&lt;|endoftext|&gt;cat")]
    [InlineData("<|start<|startoftext|>oftext|> a cat", "<|start oftext|> a cat")]
    public void Encode_SameWords_SameIds(string text, string same = "a cat") =>
        Assert.Equal(_tokenizer.Encode(same), _tokenizer.Encode(text));

    [Fact]
    public void Encode_Words_AreMerged() => Assert.Equal([A, Cat], _tokenizer.Encode("a cat"));

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("\u0007\uFEFF")]
    [InlineData("<|endoftext|>")]
    public void Encode_NothingLeft_IsEmpty(string text) => Assert.Empty(_tokenizer.Encode(text));

    [Fact]
    public void Encode_SpecialStringsKept_AreTheTokens()
    {
        var tokenizer = new ClipTokenizer(_vocabulary, new TextCleaning { StripsSpecialStrings = false });
        Assert.Equal([Start, Cat, End], tokenizer.Encode("<|startoftext|> cat <|endoftext|>"));
    }

    [Fact]
    public void Encode_AnyText_HasNoSpecialIds()
    {
        string[] parts = ["<|startoftext|>", "<|endoftext|>", "<|", "|>", "startoftext", "endoftext", "<", "|", " ", "&lt;", "＜", "ſ"];
        var random = new Random(2);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => parts[random.Next(parts.Length)]));
            Assert.DoesNotContain(_tokenizer.Encode(text), id => id is Start or End);
        }
    }

    [Fact]
    public void EncodePadded_ShortText_IsEnclosedAndFilledWithZeros() =>
        Assert.Equal([Start, A, Cat, End, 0, 0], _tokenizer.EncodePadded("a cat", contextLength: 6));

    [Fact]
    public void EncodePadded_ExactFit_IsWhole() => Assert.Equal([Start, A, Cat, End], _tokenizer.EncodePadded("a cat", contextLength: 4));

    [Fact]
    public void EncodePadded_TooLong_NamesCountAndLimit()
    {
        var error = Assert.Throws<UserErrorException>(() => _tokenizer.EncodePadded("a cat a cat", contextLength: 5));
        Assert.Contains("6 tokens", error.Message, StringComparison.Ordinal);
        Assert.Contains("at most 5", error.Message, StringComparison.Ordinal);
        Assert.Contains("a cat a cat", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EncodePadded_TooLongOnRequest_KeepsTheFirstTokensAndEnds() =>
        Assert.Equal([Start, A, Cat, A, End], _tokenizer.EncodePadded("a cat a cat", contextLength: 5, OverlongText.Truncate));

    [Fact]
    public void EncodePadded_PublishedContext_Has77Ids() => Assert.Equal(77, _tokenizer.EncodePadded("a cat").Length);

    [Fact]
    public void Decode_EncodedCleanText_IsTheWords()
    {
        const string Text = "two dogs , 3 cats & naïve 東京 \U0001F600";
        Assert.Equal(Text + " ", _tokenizer.Decode(_tokenizer.Encode(Text)));
    }

    [Fact]
    public void Decode_SpecialIds_ReadAsTheirText() =>
        Assert.Equal("<|startoftext|>a cat <|endoftext|>", _tokenizer.Decode(_tokenizer.EncodeEnclosed("a cat")));

    [Fact]
    public void Encode_RandomStrings_NeverThrowsAndDecodesToItsPieces()
    {
        var random = new Random(3);
        for (var round = 0; round < 3_000; round++)
        {
            var text = RandomText(random);
            var cleaned = TextCleaning.Default.Clean(text);
            var ids = _tokenizer.Encode(text);
            Assert.All(ids, id => Assert.InRange(id, 0, _vocabulary.Size - 1));
            var pieces = PreTokenizer.Split(cleaned).Select(range => cleaned[range] + " ");
            Assert.Equal(string.Concat(pieces), _tokenizer.Decode(ids));
        }
    }

    [Fact]
    public void Encode_WithoutRepair_NeverThrows()
    {
        var tokenizer = new ClipTokenizer(_vocabulary, new TextCleaning { RepairsText = false, StripsSpecialStrings = false });
        var random = new Random(4);
        for (var round = 0; round < 3_000; round++)
            Assert.All(tokenizer.Encode(RandomText(random)), id => Assert.InRange(id, 0, _vocabulary.Size - 1));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("'")]
    [InlineData("<")]
    [InlineData("&")]
    [InlineData("&amp;#")]
    [InlineData("Ã")]
    [InlineData("Ã\u0083Â\u00A9")]
    [InlineData("Â ")]
    [InlineData("\u0301\u0323")]
    [InlineData("Σ")]
    [InlineData("\u001b[")]
    [InlineData("\uFFFD")]
    [InlineData("<|endoftext|>")]
    public async Task Encode_HundredThousandOfOneCharacter_Ends(string repeated)
    {
        var text = new StringBuilder().Insert(0, repeated, 100_000 / repeated.Length).ToString();
        // Milliseconds in practice; work that grew with the square of the length would take minutes.
        var ids = await Task.Run(() => _tokenizer.Encode(text), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        Assert.All(ids, id => Assert.InRange(id, 0, _vocabulary.Size - 1));
    }

    [Theory]
    [InlineData("&", "amp;", "")]
    [InlineData("\u001b", "", "[m")]
    [InlineData("", "Ã\u0083", "Â\u0083")]
    public async Task Encode_DeeplyNestedDamage_Ends(string open, string middle, string close)
    {
        static string Repeat(string part) => new StringBuilder().Insert(0, part, 25_000).ToString();
        var text = (open == "&" ? open : Repeat(open)) + Repeat(middle) + Repeat(close);
        // One repair per level, each over the whole text, would take minutes.
        var ids = await Task.Run(() => _tokenizer.Encode(text), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        Assert.NotEmpty(ids);
    }

    [Fact]
    public async Task Encode_ManyThreadsAndWords_AgreesWithOne()
    {
        var texts = Enumerable.Range(0, 40_000).Select(index => $"cat{Convert.ToString(index, 8)} w{index:x}q cat").ToArray();
        var single = new ClipTokenizer(_vocabulary);
        var expected = Array.ConvertAll(texts, single.Encode);
        var shared = new ClipTokenizer(_vocabulary);
        await Parallel.ForAsync(0, texts.Length, TestContext.Current.CancellationToken, (index, _) =>
        {
            Assert.Equal(expected[index], shared.Encode(texts[index]));
            return ValueTask.CompletedTask;
        });
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(0, 24); length > 0; length--)
        {
            _ = random.Next(6) switch
            {
                0 => text.Append((char)random.Next(0x20, 0x7F)),
                1 => text.Append((char)random.Next(0, 0x180)),
                2 => text.Append((char)random.Next(0, 0x10000)),
                3 => text.Append((char)random.Next(0xD800, 0xE000)),
                4 => text.Append(new Rune(random.Next(0x10000, 0x110000)).ToString()),
                _ => text.Append("&<|'s;#â€Ã ©"[random.Next(12)]),
            };
        }

        return text.ToString();
    }
}
