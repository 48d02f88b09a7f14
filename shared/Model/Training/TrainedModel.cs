using System.Globalization;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Training;

/// <summary>What training changes: vision tower, logit scale and temporal head.</summary>
internal sealed class TrainedModel : IDisposable
{
    private const string VisionPrefix = "visual.";
    private const string HeadPrefix = "head.";

    private readonly TensorPlacement _placement;

    private TrainedModel(VisionConfiguration vision, TemporalConfiguration temporal, TensorPlacement placement)
    {
        _placement = placement;
        Vision = new VisionTower(vision, placement);
        LogitScale = Parameters.Empty(placement.Device);
        Head = new TemporalHead(temporal, placement);
    }

    public VisionTower Vision { get; }

    public Parameter LogitScale { get; }

    public TemporalHead Head { get; }

    public Device Device => _placement.Device;

    /// <summary>Tensors of the vision tower and the logit scale, by OpenAI's keys.</summary>
    public IReadOnlyDictionary<string, Tensor> VisionTensors => Vision.state_dict()
        .Select(entry => (Key: VisionPrefix + entry.Key, entry.Value))
        .Append((Key: "logit_scale", Value: LogitScale))
        .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>Tensors of the head, by the keys of specification 3.5.</summary>
    public IReadOnlyDictionary<string, Tensor> HeadTensors => Head.state_dict();

    /// <summary>Everything, with the head's keys set apart from a text tower's (Q26).</summary>
    public IReadOnlyDictionary<string, Tensor> AllTensors => VisionTensors
        .Concat(HeadTensors.Select(entry => KeyValuePair.Create(HeadPrefix + entry.Key, entry.Value)))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>What no shape tells.</summary>
    public IReadOnlyDictionary<string, string> Metadata => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [ClipMetadataKeys.Activation] = Vision.Configuration.Activation == ClipActivation.Gelu ? "gelu" : "quick_gelu",
        [ClipMetadataKeys.VisionHeads] = Vision.Configuration.Heads.ToString(CultureInfo.InvariantCulture),
        [TemporalConfiguration.HeadsKey] = Head.Configuration.Heads.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A published vision tower with a new head.</summary>
    public static TrainedModel Start(
        ITensorSource clip, VisionConfiguration vision, TemporalConfiguration temporal, IReadOnlyList<float[]> classes, TrainerOptions options)
    {
        var model = new TrainedModel(vision, temporal, Place(options));
        return model.Fill(() =>
        {
            ParameterLoader.Load(clip, model.VisionTensors, key => ClipKeys.IsText(key) || ClipKeys.Bookkeeping.Contains(key));
            using var generator = new Generator(options.Seed, model.Device);
            TemporalInitialiser.Initialise(model.Head, generator);
            using var noGradient = no_grad();
            using var rows = tensor([.. classes.SelectMany(row => UnitVector.Of(row))], [classes.Count, temporal.Width]);
            model.Head.FineTuningClasses.copy_(rows);
        });
    }

    /// <summary>The model of a training checkpoint.</summary>
    public static TrainedModel Restore(ITensorSource checkpoint, TrainerOptions options)
    {
        var head = new PrefixedTensors(checkpoint, HeadPrefix);
        var model = new TrainedModel(VisionConfiguration.FromTensors(checkpoint), TemporalConfiguration.FromTensors(head), Place(options));
        return model.Fill(() => ParameterLoader.Load(checkpoint, model.AllTensors, key => key.StartsWith("optimizer.", StringComparison.Ordinal)));
    }

    /// <summary>Parameters that train, with their share of the learning rate; the logit scale first, then the vision tower, then the head.</summary>
    public IEnumerable<(string Key, Parameter Parameter, double Ratio)> Trainable(TrainerOptions options)
    {
        yield return ("logit_scale", LogitScale, options.ClipRatio);
        if (!options.FreezeVision)
        {
            foreach (var (name, parameter) in Vision.named_parameters())
                yield return (VisionPrefix + name, parameter, options.ClipRatio);
        }

        foreach (var (name, parameter) in Head.named_parameters())
            yield return (HeadPrefix + name, parameter, 1);
    }

    /// <summary>X of a batch, with gradients into the vision tower unless it is frozen.</summary>
    /// <returns>[B, T, D]; owned by the caller's scope.</returns>
    /// <exception cref="UserErrorException">Frame embeddings while the vision tower trains, or samples that are no whole frames.</exception>
    public Tensor Frames(TrainingBatch batch, bool freezeVision)
    {
        using var scope = NewDisposeScope();
        var width = Vision.Configuration.JointWidth;
        var clips = batch.Labels.Length;
        if (batch.FrameEmbeddings is { } known)
        {
            if (!freezeVision)
                throw new UserErrorException("Batches of frame embeddings can train a model only while its vision tower is frozen.");
            if (known.Length % ((long)clips * width) != 0)
                throw new UserErrorException($"{known.Length} values are not whole frame embeddings {width} wide of {clips} clips.");
            return tensor(known, [clips, known.Length / ((long)clips * width), width], device: Device).MoveToOuterDisposeScope();
        }

        var resolution = Vision.Configuration.Resolution;
        var pixels = batch.Pixels!;
        if (pixels.Length % (3L * clips * resolution * resolution) != 0)
            throw new UserErrorException($"{pixels.Length} samples are not whole frames of 3x{resolution}x{resolution} of {clips} clips.");
        var values = new float[pixels.Length];
        Preprocessing.PixelNormalization.Clip.Apply(pixels, resolution, values);
        var frames = from_array(values, ScalarType.Float32, Device).view(-1, 3, resolution, resolution);
        using var mode = set_grad_enabled(!freezeVision && is_grad_enabled());
        return Vision.forward(frames).view(clips, -1, width).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Vision.Dispose();
        LogitScale.Dispose();
        Head.Dispose();
    }

    private static TensorPlacement Place(TrainerOptions options) => new EncoderOptions { Device = options.Device }.Place();

    private TrainedModel Fill(Action fill)
    {
        try
        {
            fill();
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
