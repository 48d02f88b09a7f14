using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Clip;

/// <summary>First values of a CLIP model that is trained from scratch, as OpenAI's implementation draws them.</summary>
/// <remarks>
/// Text: normal, token embedding 0.02, positions 0.01, per block attention Wt^-½, output and down projections Wt^-½ (2 layers)^-½, up
/// projection (2 Wt)^-½, final projection Wt^-½. Vision: class token, positions and final projection W^-½; its blocks and patch
/// projection keep PyTorch's defaults. Logit scale ln(1/0.07).
/// </remarks>
internal static class ClipInitialiser
{
    public static void Initialise(ClipModel model, Generator generator)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Initialise(model.Vision, generator);
        Initialise(model.Text, generator);
        model.LogitScale.SetAll(Math.Log(1 / 0.07));
    }

    private static void Initialise(VisionTower tower, Generator generator)
    {
        var std = 1 / Math.Sqrt(tower.Configuration.Width);
        tower.ClassEmbedding.normal_(0, std, generator);
        tower.PositionalEmbedding.normal_(0, std, generator);
        tower.Projection.normal_(0, std, generator);
        var fanIn = 3.0 * tower.Configuration.PatchSize * tower.Configuration.PatchSize;
        tower.Patches.Weight.uniform_(-1 / Math.Sqrt(fanIn), 1 / Math.Sqrt(fanIn), generator);
        foreach (var block in tower.Blocks)
        {
            DefaultInitialisation.Attention(block.Attention, generator);
            DefaultInitialisation.Linear(block.FeedForward.Up, generator);
            DefaultInitialisation.Linear(block.FeedForward.Down, generator);
        }

        foreach (var normalization in tower.Normalizations)
            DefaultInitialisation.Normalization(normalization);
    }

    private static void Initialise(TextTower tower, Generator generator)
    {
        var width = tower.Configuration.Width;
        var std = 1 / Math.Sqrt(width);
        var outputStd = std / Math.Sqrt(2.0 * tower.Configuration.Layers);
        tower.TokenEmbedding.Weight.normal_(0, 0.02, generator);
        tower.PositionalEmbedding.normal_(0, 0.01, generator);
        foreach (var block in tower.Blocks)
        {
            DefaultInitialisation.Attention(block.Attention, generator);
            DefaultInitialisation.Linear(block.FeedForward.Up, generator);
            DefaultInitialisation.Linear(block.FeedForward.Down, generator);
            block.Attention.InputWeight.normal_(0, std, generator);
            block.Attention.Output.Weight.normal_(0, outputStd, generator);
            block.FeedForward.Up.Weight.normal_(0, 1 / Math.Sqrt(2.0 * width), generator);
            block.FeedForward.Down.Weight.normal_(0, outputStd, generator);
        }

        foreach (var normalization in tower.Normalizations)
            DefaultInitialisation.Normalization(normalization);
        tower.Projection.normal_(0, std, generator);
    }
}
