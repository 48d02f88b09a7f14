using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Checkpoints;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Temporal;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Encoders;

/// <summary>Turns the frames of views into embeddings: CLIP's vision tower, then the temporal head with its experts merged.</summary>
/// <remarks>Calls do not change the encoder; calls from several threads at once compete for the same processor cores.</remarks>
public sealed class VideoEncoder : IDisposable
{
    private readonly EncoderOptions _options;
    private readonly TensorPlacement _placement;

    private VideoEncoder(VisionTower vision, TemporalHead? head, EncoderOptions options, TensorPlacement placement)
    {
        (Vision, Head, _options, _placement) = (vision, head, options, placement);
        FineTuningClasses = head is null ? [] : ViewEmbeddings.Rows(head.FineTuningClasses);
    }

    /// <summary>Sizes of the vision tower.</summary>
    public VisionConfiguration Configuration => Vision.Configuration;

    /// <summary>Sizes of the temporal head; <see langword="null"/> for plain CLIP, whose gain is 0.</summary>
    public TemporalConfiguration? TemporalConfiguration => Head?.Configuration;

    /// <summary>S: the fine-tuning classes, [K][D] unit rows; empty for plain CLIP.</summary>
    public IReadOnlyList<float[]> FineTuningClasses { get; }

    internal VisionTower Vision { get; }

    internal TemporalHead? Head { get; }

    /// <summary>Loads an encoder, strictly: missing, unused and misshapen tensors are errors that name them.</summary>
    /// <param name="vision">
    /// <c>visual.*</c> in OpenAI's layout; a whole CLIP model, or one beside <c>logit_scale</c>, will do. Not disposed.
    /// </param>
    /// <param name="temporal">The temporal head, experts merged or not; <see langword="null"/> for plain CLIP. Not disposed.</param>
    /// <param name="options">Device, precision, batch size; the defaults when left out.</param>
    /// <param name="visionConfiguration">Sizes; when left out, read off <paramref name="vision"/>.</param>
    /// <param name="temporalHeads">Attention heads of the temporal head; when left out, see <see cref="TemporalConfiguration.FromTensors"/>.</param>
    /// <exception cref="CheckpointException">The tensors are not such a model.</exception>
    /// <exception cref="UserErrorException">The device is not there.</exception>
    public static VideoEncoder Load(
        ITensorSource vision,
        ITensorSource? temporal,
        EncoderOptions? options = null,
        VisionConfiguration? visionConfiguration = null,
        int? temporalHeads = null)
    {
        ArgumentNullException.ThrowIfNull(vision);
        options ??= new EncoderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        var placement = options.Place();
        var tower = new VisionTower(visionConfiguration ?? VisionConfiguration.FromTensors(vision), placement);
        TemporalHead? head = null;
        try
        {
            ParameterLoader.Load(
                vision,
                tower.state_dict(),
                key => ClipKeys.IsText(key) || key == "logit_scale" || ClipKeys.Bookkeeping.Contains(key),
                sourcePrefix: "visual.");
            if (temporal is not null)
            {
                // The wrapper would dispose the caller's source; it holds nothing of its own, so it is not disposed.
                var merged = MergedExperts.Create(temporal);
                head = TemporalHead.FromTensors(merged, Temporal.TemporalConfiguration.FromTensors(merged, temporalHeads), placement);
                if (head.Configuration.Width != tower.Configuration.JointWidth)
                {
                    throw new CheckpointException(
                        $"The temporal head is {head.Configuration.Width} wide, but the vision tower ends in {tower.Configuration.JointWidth} values.");
                }

                TemporalModulation.Require(head.Configuration.FineTuningClasses, "fine-tuning");
            }

            return new VideoEncoder(tower, head, options, placement);
        }
        catch
        {
            tower.Dispose();
            head?.Dispose();
            throw;
        }
    }

    /// <summary>An encoder of given sizes whose weights mean nothing, for measuring speed.</summary>
    internal static VideoEncoder WithRandomWeights(VisionConfiguration vision, TemporalConfiguration? temporal, EncoderOptions options)
    {
        var placement = options.Place();
        var tower = new VisionTower(vision, placement);
        var head = temporal is null ? null : new TemporalHead(temporal.Merged, placement);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var values in new nn.Module?[] { tower, head }.SelectMany(module => module?.state_dict().Values.AsEnumerable() ?? []))
            values.normal_(0, 0.02); // small, so that no value overflows on its way through the layers
        return new VideoEncoder(tower, head, options, placement);
    }

    /// <summary>Encodes views.</summary>
    /// <param name="pixels">Planar RGB samples [V, T, 3, R, R], V = <paramref name="viewCount"/>, T any number up to the head's positions.</param>
    /// <param name="viewCount">V, at least 1.</param>
    /// <returns>One embedding per view, in order.</returns>
    /// <exception cref="ArgumentException">The number of samples is not V × T × 3 × R × R for a whole T.</exception>
    public IReadOnlyList<ViewEmbedding> Encode(ReadOnlySpan<byte> pixels, int viewCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(viewCount, 1);
        var frame = 3L * Configuration.Resolution * Configuration.Resolution;
        if (pixels.Length == 0 || pixels.Length % (viewCount * frame) != 0)
        {
            throw new ArgumentException(
                $"{viewCount} views of whole frames of 3x{Configuration.Resolution}x{Configuration.Resolution} samples were expected, but there are {pixels.Length} samples.",
                nameof(pixels));
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return ViewEmbeddings.Of(Frames(pixels).view(viewCount, -1, Configuration.JointWidth), Head);
    }

    /// <summary>Frame embeddings X alone: what a temporal head can be trained on without running the vision tower again.</summary>
    /// <param name="pixels">Planar RGB samples [N, 3, R, R].</param>
    /// <returns>[N, D], row-major, not normalised.</returns>
    /// <exception cref="ArgumentException">The number of samples is not N × 3 × R × R.</exception>
    public float[] EncodeFrames(ReadOnlySpan<byte> pixels)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return pixels.IsEmpty ? [] : Frames(pixels).cpu().data<float>().ToArray();
    }

    /// <summary>Encodes views whose frame embeddings are known.</summary>
    /// <param name="frameEmbeddings">X of each view, [V, T, D], row-major, as from <see cref="EncodeFrames"/>.</param>
    /// <param name="viewCount">V, at least 1.</param>
    /// <exception cref="ArgumentException">The number of values is not V × T × D for a whole T.</exception>
    public IReadOnlyList<ViewEmbedding> EncodeViews(float[] frameEmbeddings, int viewCount)
    {
        ArgumentNullException.ThrowIfNull(frameEmbeddings);
        ArgumentOutOfRangeException.ThrowIfLessThan(viewCount, 1);
        var width = Configuration.JointWidth;
        if (frameEmbeddings.Length == 0 || frameEmbeddings.Length % ((long)viewCount * width) != 0)
        {
            throw new ArgumentException(
                $"{viewCount} views of frame embeddings {width} wide were expected, but there are {frameEmbeddings.Length} values.", nameof(frameEmbeddings));
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var frameCount = frameEmbeddings.Length / ((long)viewCount * width);
        return ViewEmbeddings.Of(tensor(frameEmbeddings, [viewCount, frameCount, width], device: _placement.Device), Head);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Vision.Dispose();
        Head?.Dispose();
    }

    /// <summary>[N, D] on the device, owned by the caller's scope.</summary>
    private Tensor Frames(ReadOnlySpan<byte> pixels)
    {
        using var scope = NewDisposeScope();
        var resolution = Configuration.Resolution;
        var frame = 3 * resolution * resolution;
        if (pixels.Length % frame != 0)
            throw new ArgumentException($"Whole frames of 3x{resolution}x{resolution} samples were expected, but there are {pixels.Length} samples.", nameof(pixels));

        var parts = new List<Tensor>();
        for (var start = 0; start < pixels.Length; start += frame * _options.BatchSize)
        {
            var samples = pixels.Slice(start, Math.Min(frame * _options.BatchSize, pixels.Length - start));
            var values = new float[samples.Length];
            _options.Normalization.Apply(samples, resolution, values);
            using var batch = from_array(values, ScalarType.Float32, _placement.Device);
            parts.Add(Vision.forward(batch.view(-1, 3, resolution, resolution)));
        }

        return (parts.Count == 1 ? parts[0] : cat(parts)).MoveToOuterDisposeScope();
    }
}
