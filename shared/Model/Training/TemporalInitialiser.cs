using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Training;

/// <summary>First values of a temporal head (specification 3.4, Q7).</summary>
/// <remarks>
/// Every linear layer, each expert and each attention output included, draws its own normal weights of standard deviation 0.02 and bias 0;
/// so does the position table. Only the packed attention projection keeps Xavier-uniform. The experts start different.
/// </remarks>
internal static class TemporalInitialiser
{
    private const double Std = 0.02;

    public static void Initialise(TemporalHead head, Generator generator)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        head.Positions.Weight.normal_(0, Std, generator);
        foreach (var block in head.Blocks)
        {
            DefaultInitialisation.Attention(block.Attention, generator);
            foreach (var layer in block.FeedForwardLayers.Append(block.Attention.Output))
            {
                layer.Weight.normal_(0, Std, generator);
                layer.Bias.zero_();
            }

            foreach (var normalization in block.Normalizations)
                DefaultInitialisation.Normalization(normalization);
        }
    }
}
