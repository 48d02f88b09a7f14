using System.Globalization;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Verification;

/// <summary>Computes the outputs that a golden file may name. What several outputs share is kept until the caller's scope ends.</summary>
internal sealed class ReferenceOutputs
{
    private const string TemperaturePrefix = "mlp0.merged_tau";
    private const string ExpertPrefix = "mlp0.expert";

    private readonly ReferenceModel _model;
    private readonly ITensorSource _inputs;
    private readonly Lazy<Tensor> _frames;
    private readonly Lazy<Tensor> _text;
    private readonly Lazy<ReferenceTrainingStep> _step;

    public ReferenceOutputs(ReferenceModel model, ITensorSource inputs)
    {
        (_model, _inputs) = (model, inputs);
        _frames = new Lazy<Tensor>(FrameEmbeddings);
        _text = new Lazy<Tensor>(TextFeatures);
        _step = new Lazy<ReferenceTrainingStep>(() => ReferenceTrainingStep.Run(
            Head, _frames.Value, _text.Value, Read("train.labels", integers: true), _model.LogitScale ?? throw Missing("logit_scale")));
    }

    private TemporalHead Head => _model.Head ?? throw new CheckpointException("The golden names outputs of a temporal head, but the model has none.");

    /// <summary>Whether a tensor of the file is fed in.</summary>
    public static bool IsInput(string name) => name.StartsWith("input.", StringComparison.Ordinal) || name is "mlp0.input" or "train.labels";

    /// <summary>Whether an output cannot be had once experts are merged.</summary>
    public static bool NeedsExperts(string name) =>
        name.StartsWith("mlp0.", StringComparison.Ordinal) || name.StartsWith("train.", StringComparison.Ordinal);

    /// <exception cref="CheckpointException">The name is unknown.</exception>
    public float[] Compute(string name)
    {
        if (name.StartsWith("train.", StringComparison.Ordinal))
            return Values(_step.Value.Output(name["train.".Length..]) ?? throw Unknown(name));

        using var noGradient = no_grad();
        return Values(name switch
        {
            "output.frame_embeddings" or "output.image_features" => _frames.Value,
            "output.text_features" => _text.Value,
            "output.logits_per_image" => Unit(_frames.Value).matmul(Unit(_text.Value).t()).Times(MathF.Exp(_model.LogitScale ?? throw Missing("logit_scale"))),
            "output.temporal_unmodulated" => Head.Forward(_frames.Value, ExpertPass.Merged) + _frames.Value,
            "output.temporal_modulated" => Modulated(),
            "output.logits_eval" => Unit(Modulated().mean([1])).matmul(Unit(_text.Value).t()),
            "mlp0.merged_eval" => FirstExperts(ExpertPass.Merged),
            _ when name.StartsWith(TemperaturePrefix, StringComparison.Ordinal) => FirstExperts(AtTemperature(Number(name, TemperaturePrefix))),
            _ when name.StartsWith(ExpertPrefix, StringComparison.Ordinal) => FirstExperts(ExpertPass.MergedBy(Alone(Number(name, ExpertPrefix)))),
            _ => throw Unknown(name),
        });
    }

    private static Tensor Unit(Tensor rows) => rows / rows.norm(-1, keepdim: true);

    private static float[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().data<float>().ToArray();
    }

    private static int Number(string name, string prefix) =>
        int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unknown(name);

    private static CheckpointException Unknown(string name) => new($"The golden names output '{name}', which is not known here.");

    private static CheckpointException Missing(string name) => new($"The golden cannot be compared: '{name}' is missing.");

    /// <summary>X, [B, T, D] for video frames or [n, D] for pictures.</summary>
    private Tensor FrameEmbeddings()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var frames = Read("input.frames");
        return (frames.dim() == 5
            ? _model.Vision.forward(frames.flatten(0, 1)).view(frames.shape[0], frames.shape[1], -1)
            : _model.Vision.forward(frames)).MoveToOuterDisposeScope();
    }

    private Tensor TextFeatures()
    {
        using var noGradient = no_grad();
        if (!_inputs.Tensors.TryGetValue("input.tokens", out var stored) || stored.Shape.Count != 2)
            throw Missing("input.tokens");
        return _model.Text.forward(TokenBatch.FromRows([.. _inputs.ReadIntegers("input.tokens").Chunk((int)stored.Shape[1])], _model.Text.Configuration));
    }

    private Tensor Modulated()
    {
        var gain = TemporalModulation.Gain(_frames.Value, Unit(_text.Value), Head.FineTuningClasses);
        return (gain * Head.Forward(_frames.Value, ExpertPass.Merged)) + _frames.Value;
    }

    private Tensor FirstExperts(ExpertPass pass) => Head.Blocks[0].ForwardExperts(Read("mlp0.input"), pass);

    private ExpertPass AtTemperature(int index) =>
        index < ExpertMixture.Temperatures.Count
            ? ExpertPass.MergedBy(ExpertMixture.Coefficients(Head.Configuration.Experts, ExpertMixture.Temperatures[index]))
            : throw Unknown($"{TemperaturePrefix}{index}");

    private float[] Alone(int expert)
    {
        if (expert >= Head.Configuration.Experts)
            throw Unknown($"{ExpertPrefix}{expert}");
        var shares = new float[Head.Configuration.Experts];
        shares[expert] = 1;
        return shares;
    }

    private Tensor Read(string name, bool integers = false)
    {
        if (!_inputs.Tensors.TryGetValue(name, out var stored))
            throw Missing(name);
        long[] shape = [.. stored.Shape];
        return integers ? tensor(_inputs.ReadIntegers(name), shape) : tensor(_inputs.ReadFloats(name), shape);
    }
}
