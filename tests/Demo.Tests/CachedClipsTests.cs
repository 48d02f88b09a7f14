using MoTE.Indexing.Demo.FineTuning;

namespace MoTE.Indexing.Demo.Tests;

public sealed class CachedClipsTests
{
    private static readonly float[][] Embeddings = [.. Enumerable.Range(0, 10).Select(i => new float[] { i, 10 * i })];
    private static readonly int[] Labels = [.. Enumerable.Range(0, 10)];

    [Fact]
    public void Read_OneEpoch_GivesEveryClipOnce_WithItsLabel()
    {
        var clips = new CachedClips(Embeddings, Labels, 5, 1);

        var batches = Enumerable.Range(0, clips.BatchCount).Select(batch => clips.Read(0, batch)).ToArray();

        Assert.Equal(Labels, batches.SelectMany(batch => batch.Labels).Order());
        Assert.All(batches, batch => Assert.Equal(batch.Labels.SelectMany(label => Embeddings[label]), batch.FrameEmbeddings!));
    }

    [Fact]
    public void Read_OtherEpoch_OtherOrder_SameEpochAgain_SameOrder()
    {
        var clips = new CachedClips(Embeddings, Labels, 10, 1);
        var (first, second, again) = (clips.Read(0, 0).Labels, clips.Read(1, 0).Labels, clips.Read(0, 0).Labels);

        Assert.NotEqual(first, second);
        Assert.Equal(first, again);
    }
}
