using MoTE.Indexing.Model.Training;

namespace MoTE.Indexing.Demo.FineTuning;

/// <summary>Clips whose frame embeddings a frozen vision tower has made once; shuffled anew in every epoch.</summary>
/// <param name="embeddings">X of every clip, each [T, D].</param>
/// <param name="labels">Class of each.</param>
/// <param name="batchSize">Clips per batch; what is left at the end of an epoch is left out.</param>
/// <param name="seed">Decides the order.</param>
internal sealed class CachedClips(IReadOnlyList<float[]> embeddings, IReadOnlyList<int> labels, int batchSize, int seed) : ITrainingClips
{
    private (int Epoch, int[] Order) _shuffled = (-1, []);

    public int BatchCount => embeddings.Count / batchSize;

    public TrainingBatch Read(int epoch, int batch)
    {
        if (_shuffled.Epoch != epoch)
        {
            var order = Enumerable.Range(0, embeddings.Count).ToArray();
            new Random(unchecked((seed * 104_729) + epoch)).Shuffle(order);
            _shuffled = (epoch, order);
        }

        var rows = _shuffled.Order.AsSpan(batch * batchSize, batchSize);
        var width = embeddings[0].Length;
        var values = new float[batchSize * width];
        var chosen = new int[batchSize];
        for (var i = 0; i < batchSize; i++)
        {
            embeddings[rows[i]].CopyTo(values, i * width);
            chosen[i] = labels[rows[i]];
        }

        return TrainingBatch.OfFrameEmbeddings(values, chosen);
    }
}
