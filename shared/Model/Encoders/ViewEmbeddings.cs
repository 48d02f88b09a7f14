using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Temporal;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Encoders;

/// <summary>From frame embeddings to what is kept of a view (specification 13.1).</summary>
internal static class ViewEmbeddings
{
    /// <param name="frames">X [V, T, D].</param>
    /// <param name="head">The temporal head; <see langword="null"/> for plain CLIP.</param>
    /// <returns>One embedding per view, in order.</returns>
    public static ViewEmbedding[] Of(Tensor frames, TemporalHead? head)
    {
        using var scope = NewDisposeScope();
        var spatial = frames.mean([1]);                                            // s [V, D]
        var s = Rows(spatial);
        if (head is null)
            return [.. s.Select(vector => new ViewEmbedding(vector, new float[vector.Length], []))];

        const int Nearest = TemporalModulation.Neighbours;
        var t = Rows(head.Forward(frames, ExpertPass.Merged).mean([1]));            // t [V, D]
        var direction = spatial / spatial.norm(1, keepdim: true);
        var (_, nearest) = direction.matmul(head.FineTuningClasses.t()).topk((int)Math.Min(Nearest, head.FineTuningClasses.shape[0])); // [V, 5]
        var classes = nearest.cpu().data<long>().ToArray().Chunk((int)nearest.shape[1]).ToArray();
        return [.. s.Select((vector, view) => new ViewEmbedding(vector, t[view], [.. classes[view].Select(row => (int)row)]))];
    }

    /// <summary>The rows of a matrix as arrays.</summary>
    public static float[][] Rows(Tensor matrix)
    {
        using var scope = NewDisposeScope();
        return [.. matrix.detach().cpu().contiguous().data<float>().ToArray().Chunk((int)matrix.shape[1])];
    }
}
