using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Encoders;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Verification;

/// <summary>A model that is compared with a golden file: what the published implementation computed on given inputs.</summary>
public sealed class ReferenceModel : IDisposable
{
    private readonly IDisposable[] _owned;

    private ReferenceModel(VisionTower vision, TextTower text, float? logitScale, TemporalHead? head, params IDisposable[] owned)
    {
        (Vision, Text, LogitScale, Head, _owned) = (vision, text, logitScale, head, owned);
    }

    internal VisionTower Vision { get; }

    internal TextTower Text { get; }

    /// <summary>Logarithm of the factor on cosines, where the weights hold it.</summary>
    internal float? LogitScale { get; }

    internal TemporalHead? Head { get; }

    /// <summary>A model of raw files, in single precision on the CPU.</summary>
    /// <param name="clip">A whole CLIP model in OpenAI's layout.</param>
    /// <param name="temporalHead">A temporal head with its experts; <see langword="null"/> for plain CLIP.</param>
    /// <param name="fineTuned">Fine-tuned <c>visual.*</c> and <c>logit_scale</c>, which are then patched; <see langword="null"/> uses those of CLIP.</param>
    /// <param name="patchFactor">Share of the fine-tuned weights.</param>
    /// <param name="temporalHeads">Attention heads of the temporal head; when left out, those of the text tower (Q4).</param>
    /// <exception cref="CheckpointException">The tensors are not such a model.</exception>
    public static ReferenceModel FromFiles(
        ITensorSource clip,
        ITensorSource? temporalHead,
        ITensorSource? fineTuned = null,
        double patchFactor = PatchedTensors.PublishedFactor,
        int? temporalHeads = null)
    {
        var model = ClipModel.FromTensors(clip, TensorPlacement.Cpu);
        TemporalHead? head = null;
        try
        {
            if (fineTuned is not null)
            {
                // The wrapper would dispose the caller's sources; it holds nothing of its own, so it is not disposed.
                ParameterLoader.Load(
                    PatchedTensors.Create(fineTuned, clip, patchFactor),
                    model.NamedParameters.Where(entry => !ClipKeys.IsText(entry.Key)).ToDictionary(StringComparer.Ordinal));
            }

            if (temporalHead is not null)
            {
                var configuration = TemporalConfiguration.FromTensors(temporalHead, temporalHeads ?? model.Configuration.Text.Heads);
                head = TemporalHead.FromTensors(temporalHead, configuration, TensorPlacement.Cpu);
            }

            return new ReferenceModel(
                model.Vision, model.Text, model.LogitScale.Value(), head, [model, .. head is null ? Array.Empty<IDisposable>() : [head]]);
        }
        catch
        {
            model.Dispose();
            head?.Dispose();
            throw;
        }
    }

    /// <summary>The model of two encoders, which stay the caller's. Its experts are merged, so outputs of single experts and of training are not compared.</summary>
    /// <param name="video">Vision tower and temporal head.</param>
    /// <param name="text">Text tower.</param>
    /// <param name="logitScaleFactor">exp(logit scale), where known.</param>
    public static ReferenceModel FromEncoders(VideoEncoder video, TextEncoder text, float? logitScaleFactor = null)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(text);
        return new ReferenceModel(video.Vision, text.Text, logitScaleFactor is { } factor ? MathF.Log(factor) : null, video.Head);
    }

    /// <summary>Runs a golden's inputs and compares every output that this model can give.</summary>
    /// <param name="golden">Outputs, and inputs unless given apart.</param>
    /// <param name="inputs">Another file with the inputs.</param>
    /// <returns>One check per output, in the order of their names.</returns>
    /// <exception cref="CheckpointException">An input is missing, or an output is unknown.</exception>
    public IReadOnlyList<ReferenceCheck> Compare(ITensorSource golden, ITensorSource? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(golden);
        using var scope = NewDisposeScope();
        var outputs = new ReferenceOutputs(this, inputs ?? golden);
        return
        [
            .. golden.Tensors.Keys
                .Where(name => !ReferenceOutputs.IsInput(name) && (Head?.Configuration.Experts > 0 || !ReferenceOutputs.NeedsExperts(name)))
                .Order(StringComparer.Ordinal)
                .Select(name => ReferenceCheck.Of(name, golden.ReadFloats(name), outputs.Compute(name))),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in _owned)
            owned.Dispose();
    }
}
