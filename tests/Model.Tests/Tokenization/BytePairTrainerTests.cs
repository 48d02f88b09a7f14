using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Model.Tests.Tokenization;

public sealed class BytePairTrainerTests
{
    [Fact]
    public void Train_FrequentPairs_ComeFirst()
    {
        var vocabulary = BytePairTrainer.Train(["low low low low lowest", "newer newer wider"], 517);
        // "lo" occurs five times, then "low" closing a word four times; "er" closing a word three times.
        Assert.Equal([new("l", "o"), new("lo", "w</w>"), new("e", "r</w>")], vocabulary.Merges);
    }

    [Fact]
    public void Train_AnyOrderOfTexts_GivesTheSame()
    {
        string[] texts = ["a red circle moves left", "a blue square moves right", "the red square grows", "two circles shrink"];
        var forward = BytePairTrainer.Train(texts, 560);
        var backward = BytePairTrainer.Train(texts.Reverse(), 560);
        Assert.Equal(forward.Merges, backward.Merges);
    }

    [Fact]
    public void Train_TooFewPairs_GivesASmallerVocabulary()
    {
        var vocabulary = BytePairTrainer.Train(["cat cat"], 10_000);
        // Both pairs occur twice; "a" has the smaller id.
        Assert.Equal([new("a", "t</w>"), new("c", "at</w>")], vocabulary.Merges);
    }

    [Fact]
    public void Train_EveryWordOfTheTexts_BecomesOneToken()
    {
        string[] texts = ["a person opens a door", "a person closes a door", "the yellow star spins; the star's édge"];
        var tokenizer = new ClipTokenizer(BytePairTrainer.Train(texts, 2_000, minimumCount: 1));
        Assert.Equal(5, tokenizer.Encode("A person opens a door").Length);
        Assert.Equal("the yellow star spins ; the star 's édge ", tokenizer.Decode(tokenizer.Encode(texts[2])));
    }

    [Fact]
    public void Train_Trained_EncodesAsTheTrainerJoined()
    {
        // One symbol spelt in two ways: the encoder must still cover every word of the texts.
        string[] texts = ["abc abc abc bc bc bc bc ab ab ab ab ab", "xabcx abcabc cab"];
        var vocabulary = BytePairTrainer.Train(texts, 700, minimumCount: 1);
        var tokenizer = new ClipTokenizer(vocabulary);
        Assert.All(texts, text => Assert.Equal(text + " ", tokenizer.Decode(tokenizer.Encode(text))));
    }
}
