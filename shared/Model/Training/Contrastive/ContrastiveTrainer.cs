using System.Globalization;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Preprocessing;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Training.Contrastive;

/// <summary>Trains a small CLIP from scratch on pictures and captions.</summary>
/// <remarks>
/// The loss is CLIP's symmetric cross-entropy with one change: the target of a picture is spread evenly over all captions of the batch
/// that are true of it. A linear probe of the unit frame embedding is trained along, so that the embedding holds what moves (place,
/// size, posture): a contrastive loss alone drops what captions seldom name. The probe is not part of the model.
/// </remarks>
public sealed class ContrastiveTrainer : IDisposable
{
    /// <summary>The file that <see cref="Save"/> writes into its folder.</summary>
    public const string FileName = "contrastive.safetensors";

    private const string ProbeWeightKey = "probe.weight";
    private const string OptimizerPrefix = "adam.";
    private const string ProbeBiasKey = "probe.bias";

    private readonly ClipModel _model;
    private readonly ContrastiveOptions _options;
    private readonly Linear _probe;
    private readonly DecoupledAdam _optimizer;

    /// <summary>Makes a model with random first values.</summary>
    /// <param name="configuration">Sizes of the model.</param>
    /// <param name="measureCount">Measures that the probe reads, K.</param>
    /// <param name="options">Hyper-parameters.</param>
    public ContrastiveTrainer(ClipConfiguration configuration, int measureCount, ContrastiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _model = ClipModel.Initialised(configuration, options.Seed);
        _probe = nn.Linear(configuration.JointWidth, measureCount);
        using (no_grad())
        {
            _probe.weight.SetAll(0);
            _probe.bias!.SetAll(0);
        }

        _optimizer = new DecoupledAdam(
            Trained.Select(entry => (entry.Key, entry.Value, 1.0)), options.WeightDecay, beta2: 0.98, decays: parameter => parameter.dim() > 1);
    }

    /// <summary>Steps done.</summary>
    public int Step { get; private set; }

    private IReadOnlyDictionary<string, Parameter> Trained => _model.NamedParameters
        .Concat([new(ProbeWeightKey, _probe.weight), new(ProbeBiasKey, _probe.bias!)])
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    private IReadOnlyDictionary<string, Tensor> State => Trained
        .Select(entry => new KeyValuePair<string, Tensor>(entry.Key, entry.Value))
        .Concat(_optimizer.State.Select(entry => KeyValuePair.Create(OptimizerPrefix + entry.Key, entry.Value)))
        .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>Trains on one batch.</summary>
    public ContrastiveProgress Train(ContrastiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var rate = _options.RateAt(Step);
        var count = batch.Captions.Count;
        var frames = Frames(batch.Pixels);                                                                                     // [B, 3, R, R]
        var pictures = nn.functional.normalize(_model.Vision.forward(frames), p: 2, dim: 1);                                   // [B, D]
        var texts = nn.functional.normalize(_model.Text.forward(TokenBatch.FromTexts(batch.Captions, _model.Configuration.Text)), p: 2, dim: 1); // [B, D]
        var logits = _model.LogitScale.exp() * pictures.matmul(texts.t());                                                    // [B, B]
        var matches = tensor(batch.Matches, [count, count]).to(ScalarType.Float32);
        var loss = (CrossEntropy(logits, matches) + CrossEntropy(logits.t(), matches.t())).Times(0.5);

        var read = _probe.forward(pictures.Times(Math.Sqrt(pictures.shape[1])));                                                   // [B, K]
        var measured = tensor(batch.Measured, [count, read.shape[1]]).to(ScalarType.Float32);
        var miss = (read - tensor(batch.Measures, [count, read.shape[1]])) * measured;
        var probeError = miss.square().sum().Times(1.0 / Math.Max(1, batch.Measured.Count(defined => defined)));

        loss.PlusTimes(probeError, _options.ProbeWeight).backward();
        nn.utils.clip_grad_norm_(Trained.Values, _options.GradientNormMax);
        _optimizer.Step(rate);
        using (no_grad())
        {
            _model.LogitScale.SetAll(Math.Clamp(_model.LogitScale.Value(), 0, Math.Log(_options.LogitScaleMax)));
        }

        var right = matches.gather(1, logits.detach().argmax(1, keepdim: true)).mean();
        var progress = new ContrastiveProgress(Step, loss.Value(), probeError.Value(), right.Value(), MathF.Exp(_model.LogitScale.Value()), rate);
        Step++;
        return progress;
    }

    /// <summary>Frame embeddings of pictures.</summary>
    /// <param name="pixels">Planar RGB, 8 bits; [n, 3, R, R].</param>
    /// <returns>[n] rows of D, not normalised.</returns>
    public float[][] EncodeFrames(byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return Rows(_model.Vision.forward(Frames(pixels)));
    }

    /// <summary>Unit text features.</summary>
    /// <param name="captions">Token ids without start and end token; [n].</param>
    /// <returns>[n] rows of D.</returns>
    public float[][] EncodeTexts(IReadOnlyList<IReadOnlyList<int>> captions)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return Rows(nn.functional.normalize(_model.Text.forward(TokenBatch.FromTexts(captions, _model.Configuration.Text)), p: 2, dim: 1));
    }

    /// <summary>Writes the model, the probe, the optimizer and the step count to a folder.</summary>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        using var tensors = new MemoryTensors(new Dictionary<string, string> { ["step"] = Step.ToString(CultureInfo.InvariantCulture) });
        foreach (var (key, values) in State)
        {
            tensors.Add(key, values.shape, values.data<float>().ToArray());
        }

        SafetensorsWriter.Write(Path.Combine(folder, FileName), tensors);
    }

    /// <summary>Steps that a file of <see cref="Save"/> has behind it.</summary>
    /// <exception cref="CheckpointException">The file is not such a checkpoint.</exception>
    public static int StepsOf(string path)
    {
        using var source = SafetensorsFile.Open(path);
        return StepsOf(path, source);
    }

    /// <summary>Goes on from what <see cref="Save"/> wrote.</summary>
    /// <exception cref="CheckpointException">The folder holds another model.</exception>
    public void Resume(string folder)
    {
        var path = Path.Combine(folder, FileName);
        using var source = SafetensorsFile.Open(path);
        ParameterLoader.Load(source, State);
        Step = StepsOf(path, source);
        _optimizer.Steps = [.. _optimizer.Steps.Select(_ => (long)Step)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _probe.Dispose();
        _model.Dispose();
    }

    private static int StepsOf(string path, SafetensorsFile source) =>
        source.Metadata.TryGetValue("step", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
            ? steps
            : throw new CheckpointException($"{path} is not a checkpoint of contrastive training: it does not state its steps.");

    // Cross-entropy of each row against the even spread over its true columns.
    private static Tensor CrossEntropy(Tensor logits, Tensor matches)
    {
        using var scope = NewDisposeScope();
        var target = matches / matches.sum(1, keepdim: true);
        return (target * nn.functional.log_softmax(logits, 1)).sum(1).mean().neg().MoveToOuterDisposeScope();
    }

    private Tensor Frames(byte[] pixels)
    {
        var side = _model.Configuration.Vision.Resolution;
        var values = new float[pixels.Length];
        PixelNormalization.Clip.Apply(pixels, side, values);
        return tensor(values, [pixels.Length / (3 * side * side), 3, side, side]);
    }

    private static float[][] Rows(Tensor matrix)
    {
        var flat = matrix.contiguous().data<float>().ToArray();
        return [.. flat.Chunk((int)matrix.shape[1])];
    }
}
