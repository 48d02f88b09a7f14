using MoTE.Indexing.Demo.Recipe;
using MoTE.Indexing.Demo.Stills;
using MoTE.Indexing.Model.Tokenization;

namespace MoTE.Indexing.Demo.Tests;

public sealed class StillSourceTests
{
    private static readonly ClipTokenizer Tokenizer = new(BytePairTrainer.Train(CaptionCorpus.Draw(1).Take(2000), 600));

    [Fact]
    public void BatchOf_SameNumber_SameBatch_OtherNumber_Another()
    {
        using var source = new StillSource(Tokenizer, 32, 16, 9, encoded: null);
        var (one, again, other) = (source.BatchOf(3), source.BatchOf(3), source.BatchOf(4));

        Assert.Equal(one.Pixels, again.Pixels);
        Assert.Equal(one.Captions, again.Captions);
        Assert.Equal(one.Matches, again.Matches);
        Assert.NotEqual(one.Pixels, other.Pixels);
    }

    [Fact]
    public void BatchOf_AnyNumber_OwnCaptionIsTrue_AndOppositeSignIsNot()
    {
        using var source = new StillSource(Tokenizer, 32, 16, 9, encoded: null);
        for (var number = 0; number < 20; number++)
        {
            var batch = source.BatchOf(number);
            for (var i = 0; i < 16; i++)
            {
                Assert.True(batch.Matches[(i * 16) + i]);
            }

            // The second half holds signed stills: each followed by its twin, whose sign and so whose caption is another.
            for (var i = 8; i < 16; i += 2)
            {
                var same = batch.Pixels.AsSpan(i * 3072, 3072).SequenceEqual(batch.Pixels.AsSpan((i + 1) * 3072, 3072));
                Assert.Equal(same, batch.Matches[(i * 16) + i + 1]);
            }
        }
    }

    [Fact]
    public async Task BatchOf_WithEncodedStills_TakesAQuarterOfThem()
    {
        var encoded = await EncodedStills.CreateAsync(1, 32, 5, null, TestContext.Current.CancellationToken);
        using var plain = new StillSource(Tokenizer, 32, 16, 9, encoded: null);
        using var mixed = new StillSource(Tokenizer, 32, 16, 9, encoded);

        var (a, b) = (plain.BatchOf(0), mixed.BatchOf(0));

        Assert.Equal(128, encoded.Count);
        Assert.NotEqual(a.Pixels[..(4 * 3072)], b.Pixels[..(4 * 3072)]);
        Assert.Equal(a.Pixels[(4 * 3072)..], b.Pixels[(4 * 3072)..]);
    }
}
