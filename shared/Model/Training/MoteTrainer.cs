using System.Globalization;
using System.Text.Json;
using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Training;

/// <summary>Fine-tunes a CLIP vision tower and a temporal head by the published recipe (specification 4 and 8).</summary>
/// <remarks>Not safe for use by several threads; all work happens on the calling thread.</remarks>
public sealed class MoteTrainer : IDisposable
{
    private const string OptimizerPrefix = "optimizer.";
    private const string StepsKey = "optimizer.steps";
    private const string EpochKey = "epoch";
    private const string BatchKey = "batch";
    private const string FactorKey = "learning_rate_factor";
    private const string RoutingKey = "routing_state";
    private const string OptionsKey = "options";

    private readonly TrainedModel _model;
    private readonly DecoupledAdam _optimizer;
    private readonly RandomRouting _routing;
    private double _factor;
    private int _accumulated;

    private MoteTrainer(TrainedModel model, TrainerOptions options, ulong routingState)
    {
        _model = model;
        Options = options;
        foreach (var (_, parameter) in model.Vision.named_parameters())
            parameter.requires_grad = !options.FreezeVision;
        _optimizer = new DecoupledAdam(model.Trainable(options), options.WeightDecay);
        _routing = new RandomRouting(routingState);
    }

    /// <summary>The hyper-parameters.</summary>
    public TrainerOptions Options { get; }

    /// <summary>Epoch of the next batch, 0-based.</summary>
    public int Epoch { get; private set; }

    /// <summary>The next batch of its epoch, 0-based.</summary>
    public int Batch { get; private set; }

    /// <summary>Vision tower and logit scale as they are now, by OpenAI's keys; read while training stands still.</summary>
    public ITensorSource Vision => new LiveTensors(_model.VisionTensors, _model.Metadata);

    /// <summary>The temporal head with its experts as it is now, by the keys of specification 3.5; read while training stands still.</summary>
    public ITensorSource TemporalHead => new LiveTensors(_model.HeadTensors, _model.Metadata);

    /// <summary>Starts with a CLIP model and a new head.</summary>
    /// <param name="clip">A CLIP model in OpenAI's layout, with or without its text tower. Not disposed.</param>
    /// <param name="temporal">Sizes of the head; its width is that of the joint space, its classes those of <paramref name="classes"/>.</param>
    /// <param name="classes">Text features of the classes [M][D], from <see cref="PromptEnsemble"/>; constants of training, and the head's fine-tuning classes after.</param>
    /// <param name="options">Hyper-parameters.</param>
    /// <param name="vision">Sizes of the vision tower; when left out, read off <paramref name="clip"/>.</param>
    /// <exception cref="CheckpointException">The tensors are not such a model.</exception>
    /// <exception cref="UserErrorException">Sizes do not fit together, or the device is not there.</exception>
    public static MoteTrainer Start(
        ITensorSource clip,
        TemporalConfiguration temporal,
        IReadOnlyList<float[]> classes,
        TrainerOptions options,
        VisionConfiguration? vision = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(temporal);
        ArgumentNullException.ThrowIfNull(classes);
        Check(options);
        vision ??= VisionConfiguration.FromTensors(clip);
        if (temporal.Width != vision.JointWidth || classes.Any(row => row.Length != vision.JointWidth))
            throw new UserErrorException($"The vision tower ends in {vision.JointWidth} values; head ({temporal.Width}) and class features have to have the same width.");
        var sized = temporal with { FineTuningClasses = classes.Count };
        return new MoteTrainer(TrainedModel.Start(clip, vision, sized, classes, options), options, options.Seed);
    }

    /// <summary>Goes on from a checkpoint: on the CPU, bit by bit as if never interrupted.</summary>
    /// <param name="path">A file from <see cref="Save"/>.</param>
    /// <param name="options">The hyper-parameters it was made with.</param>
    /// <exception cref="CheckpointException">The file is not such a checkpoint.</exception>
    /// <exception cref="UserErrorException">The hyper-parameters differ.</exception>
    public static MoteTrainer Resume(string path, TrainerOptions options)
    {
        Check(options);
        using var file = SafetensorsFile.Open(path);
        string Text(string key) => file.Metadata.TryGetValue(key, out var text)
            ? text
            : throw new CheckpointException($"{path} is not a training checkpoint: it does not state '{key}'.");
        if (Text(OptionsKey) != Serialised(options))
            throw new UserErrorException($"{path} was made with other hyper-parameters: {Text(OptionsKey)}.");

        var trainer = new MoteTrainer(TrainedModel.Restore(file, options), options, ulong.Parse(Text(RoutingKey), CultureInfo.InvariantCulture))
        {
            Epoch = int.Parse(Text(EpochKey), CultureInfo.InvariantCulture),
            Batch = int.Parse(Text(BatchKey), CultureInfo.InvariantCulture),
            _factor = double.Parse(Text(FactorKey), CultureInfo.InvariantCulture),
        };
        try
        {
            ParameterLoader.Load(
                file, trainer._optimizer.State, key => !key.StartsWith(OptimizerPrefix, StringComparison.Ordinal) || key == StepsKey, OptimizerPrefix);
            trainer._optimizer.Steps = file.ReadIntegers(StepsKey);
            return trainer;
        }
        catch
        {
            trainer.Dispose();
            throw;
        }
    }

    /// <summary>Trains from the current position to the end.</summary>
    /// <param name="clips">The clips.</param>
    /// <param name="progress">Told after every batch, on this thread.</param>
    /// <param name="checkpointPath">Written after every epoch and when training is cancelled; <see langword="null"/> writes none.</param>
    /// <param name="curvePath">A CSV file of the losses; <see langword="null"/> writes none.</param>
    /// <param name="cancellationToken">Stops between batches; the trainer can go on afterwards.</param>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public void Train(
        ITrainingClips clips,
        Action<TrainingProgress>? progress = null,
        string? checkpointPath = null,
        string? curvePath = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfLessThan(clips.BatchCount, 1);
        using var curve = curvePath is null ? null : LossCurve.Open(curvePath, Epoch, Batch);
        while (Epoch < Options.Epochs)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                if (checkpointPath is not null && _accumulated == 0)
                    Save(checkpointPath);
                cancellationToken.ThrowIfCancellationRequested();
            }

            var done = Step(clips.Read(Epoch, Batch), clips.BatchCount);
            curve?.Append(done);
            progress?.Invoke(done);
            if (Batch == 0 && checkpointPath is not null)
                Save(checkpointPath);
        }
    }

    /// <summary>Trains on one batch and moves the position on.</summary>
    /// <param name="batch">The clips of the position.</param>
    /// <param name="batchCount">Batches per epoch.</param>
    /// <exception cref="UserErrorException">The batch does not fit the model.</exception>
    public TrainingProgress Step(TrainingBatch batch, int batchCount)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(batchCount, Batch);
        if (batch.Labels.FirstOrDefault(label => label < 0 || label >= _model.Head.Configuration.FineTuningClasses, -1) is var wrong && wrong != -1)
            throw new UserErrorException($"A clip has class {wrong}, but there are {_model.Head.Configuration.FineTuningClasses} classes.");
        if (LearningRateSchedule.IsSetAt(Batch, Options))
            _factor = LearningRateSchedule.Factor(Epoch + (Batch / (double)batchCount), Options);

        using var scope = NewDisposeScope();
        var frames = _model.Frames(batch, Options.FreezeVision);                                    // X [B, T, D]
        var labels = tensor(batch.Labels.Select(label => (long)label).ToArray(), device: _model.Device);
        var objective = TrainingObjective.Evaluate(
            frames, labels, _model.Head.FineTuningClasses, _model.Head, _model.LogitScale, _routing, Options.Objective, Options.RouteExperts);
        (Options.AccumulationSteps == 1 ? objective.Loss : objective.Loss.Times(1.0 / Options.AccumulationSteps)).backward();
        _accumulated++;
        var rate = Options.HeadLearningRate * _factor;
        if (_accumulated == Options.AccumulationSteps || Batch == batchCount - 1)
        {
            _optimizer.Step(rate);
            _accumulated = 0;
        }

        var done = new TrainingProgress(
            Epoch,
            Batch,
            batchCount,
            rate,
            objective.Loss.Value(),
            objective.ExpertLoss.Value(),
            objective.MergedLoss.Value(),
            objective.MeanSquare.Value(),
            objective.MergedLogits.argmax(1).eq(labels).to(ScalarType.Float32).mean().Value());
        (Epoch, Batch) = Batch == batchCount - 1 ? (Epoch + 1, 0) : (Epoch, Batch + 1);
        return done;
    }

    /// <summary>Embeds clips as evaluation does: experts merged, no gradients.</summary>
    /// <returns>One embedding per clip.</returns>
    public IReadOnlyList<ViewEmbedding> Embed(TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return ViewEmbeddings.Of(_model.Frames(batch, freezeVision: true), _model.Head);
    }

    /// <summary>Writes everything that decides how training goes on: weights, optimizer, schedule position, routing.</summary>
    /// <param name="path">The file to make or replace; its folder exists.</param>
    /// <exception cref="InvalidOperationException">Gradients are half gathered (<see cref="TrainerOptions.AccumulationSteps"/>).</exception>
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    public void Save(string path)
    {
        if (_accumulated > 0)
            throw new InvalidOperationException($"{_accumulated} of {Options.AccumulationSteps} batches of a step are gathered; a checkpoint can be written after the step.");

        using var steps = tensor(_optimizer.Steps);
        var tensors = _model.AllTensors.ToDictionary(StringComparer.Ordinal);
        foreach (var (key, moment) in _optimizer.State)
            tensors.Add(OptimizerPrefix + key, moment);
        tensors.Add(StepsKey, steps);
        var metadata = _model.Metadata.ToDictionary(StringComparer.Ordinal);
        metadata[EpochKey] = Epoch.ToString(CultureInfo.InvariantCulture);
        metadata[BatchKey] = Batch.ToString(CultureInfo.InvariantCulture);
        metadata[FactorKey] = _factor.ToString("R", CultureInfo.InvariantCulture);
        metadata[RoutingKey] = _routing.State.ToString(CultureInfo.InvariantCulture);
        metadata[OptionsKey] = Serialised(Options);
        SafetensorsWriter.Write(path, new LiveTensors(tensors, metadata));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
    }

    private static string Serialised(TrainerOptions options) => JsonSerializer.Serialize(options);

    private static void Check(TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AccumulationSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LearningRateInterval, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.WarmUpEpochs);
    }
}
