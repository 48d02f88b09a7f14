using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Clip;

/// <summary>Both towers and the logit scale. Keys of <see cref="NamedParameters"/> are exactly those of OpenAI's state dict (specification 2.7).</summary>
internal sealed class ClipModel : IDisposable
{
    /// <summary>Makes the modules; values are undefined until loaded or initialised.</summary>
    public ClipModel(ClipConfiguration configuration, TensorPlacement placement)
    {
        Configuration = configuration;
        Vision = new VisionTower(configuration.Vision, placement);
        Text = new TextTower(configuration.Text, placement);
        LogitScale = Parameters.Empty(placement.Device);
    }

    public ClipConfiguration Configuration { get; }

    public VisionTower Vision { get; }

    public TextTower Text { get; }

    /// <summary>Scalar: the natural logarithm of the factor on cosines in training.</summary>
    public Parameter LogitScale { get; }

    /// <summary>Every parameter by its key.</summary>
    public IReadOnlyDictionary<string, Parameter> NamedParameters =>
        Text.named_parameters()
            .Concat(Vision.named_parameters().Select(entry => (name: "visual." + entry.name, entry.parameter)))
            .Append((name: "logit_scale", parameter: LogitScale))
            .ToDictionary(entry => entry.name, entry => entry.parameter, StringComparer.Ordinal);

    /// <summary>Loads a whole CLIP model; missing, unused and misshapen tensors are errors that name them.</summary>
    /// <exception cref="CheckpointException">The tensors are not a CLIP model.</exception>
    public static ClipModel FromTensors(ITensorSource source, TensorPlacement placement)
    {
        var model = new ClipModel(ClipConfiguration.FromTensors(source), placement);
        try
        {
            ParameterLoader.Load(source, model.NamedParameters, ClipKeys.Bookkeeping);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>A model to train from scratch, initialised as OpenAI's CLIP.</summary>
    public static ClipModel Initialised(ClipConfiguration configuration, ulong seed)
    {
        var model = new ClipModel(configuration, TensorPlacement.Cpu);
        using var generator = new Generator(seed);
        ClipInitialiser.Initialise(model, generator);
        return model;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Vision.Dispose();
        Text.Dispose();
        LogitScale.Dispose();
    }
}
