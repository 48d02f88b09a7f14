using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Temporal;

/// <summary>MoTE's temporal head (specification 3), with experts for training or merged for inference. Keys are those of 3.5.</summary>
internal sealed class TemporalHead : nn.Module
{
    private readonly Tensor spe_cls_feature; // S, [K, D], unit rows, not trained
    private readonly EmbeddingTable frame_position_embeddings;
    private readonly TemporalBlocks transformer;

    /// <summary>Makes the modules; values are undefined until loaded or initialised.</summary>
    public TemporalHead(TemporalConfiguration configuration, TensorPlacement placement)
        : base(nameof(TemporalHead))
    {
        Configuration = configuration;
        spe_cls_feature = zeros(configuration.FineTuningClasses, configuration.Width, device: placement.Device).DetachFromDisposeScope();
        frame_position_embeddings = new EmbeddingTable(configuration.Positions, configuration.Width, placement);
        transformer = new TemporalBlocks(configuration, placement);
        RegisterComponents();
    }

    public TemporalConfiguration Configuration { get; }

    public Tensor FineTuningClasses => spe_cls_feature;

    public EmbeddingTable Positions => frame_position_embeddings;

    public IReadOnlyList<TemporalBlock> Blocks => transformer.Blocks;

    /// <summary>Loads a head; missing, unused and misshapen tensors are errors that name them, and so are class features that are all zero (Q38).</summary>
    /// <exception cref="CheckpointException">The tensors are not a temporal head with class features.</exception>
    public static TemporalHead FromTensors(ITensorSource source, TemporalConfiguration configuration, TensorPlacement placement)
    {
        var head = new TemporalHead(configuration, placement);
        try
        {
            ParameterLoader.Load(source, head.state_dict());
            if (source.ReadFloats("spe_cls_feature").All(value => value == 0))
            {
                throw new CheckpointException(
                    "The class features 'spe_cls_feature' of the temporal head are all zero, which would switch the temporal branch off unnoticed.");
            }

            return head;
        }
        catch
        {
            head.Dispose();
            throw;
        }
    }

    /// <summary>Y, the full residual stream after the last block; it includes X (Q1).</summary>
    /// <param name="frames">X: frame embeddings [n, T, D], not normalised.</param>
    /// <param name="pass">How experts are used.</param>
    /// <returns>[n, T, D]; owned by the caller's scope.</returns>
    /// <exception cref="UserErrorException">A view has more frames than the head has positions.</exception>
    public Tensor Forward(Tensor frames, ExpertPass pass)
    {
        var count = frames.shape[1];
        if (count > Configuration.Positions)
            throw new UserErrorException($"A view has {count} frames, but the temporal head knows only {Configuration.Positions} frame positions.");

        using var scope = NewDisposeScope();
        return transformer.Forward(frames + Positions.First(count), pass).MoveToOuterDisposeScope();
    }
}
