using MoTE.Indexing.Domain;
using MoTE.Indexing.Model.Clip;
using MoTE.Indexing.Model.Tensors;
using MoTE.Indexing.Safetensors;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Encoders;

/// <summary>Turns token ids into unit vectors of the joint space: CLIP's text tower.</summary>
/// <remarks>Calls do not change the encoder; calls from several threads at once compete for the same processor cores.</remarks>
public sealed class TextEncoder : IDisposable
{
    private readonly EncoderOptions _options;

    private TextEncoder(TextTower text, EncoderOptions options) => (Text, _options) = (text, options);

    /// <summary>Sizes of the text tower and its special tokens.</summary>
    public TextConfiguration Configuration => Text.Configuration;

    /// <summary>Most tokens of a text, without start and end token.</summary>
    public int MaxTokens => Configuration.ContextLength - 2;

    internal TextTower Text { get; }

    /// <summary>Loads an encoder, strictly: missing, unused and misshapen tensors are errors that name them.</summary>
    /// <param name="text">The text tower in OpenAI's layout; a whole CLIP model will do. Not disposed.</param>
    /// <param name="options">Device, precision, batch size; the defaults when left out.</param>
    /// <param name="configuration">Sizes and special tokens; when left out, read off <paramref name="text"/>.</param>
    /// <exception cref="CheckpointException">The tensors are not such a model.</exception>
    /// <exception cref="UserErrorException">The device is not there.</exception>
    public static TextEncoder Load(ITensorSource text, EncoderOptions? options = null, TextConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new EncoderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        var tower = new TextTower(configuration ?? TextConfiguration.FromTensors(text), options.Place());
        try
        {
            ParameterLoader.Load(
                text,
                tower.state_dict(),
                key => ClipKeys.IsVision(key) || key == "logit_scale" || ClipKeys.Bookkeeping.Contains(key));
            return new TextEncoder(tower, options);
        }
        catch
        {
            tower.Dispose();
            throw;
        }
    }

    /// <summary>Encodes texts; start and end token are added here, and no text costs more than the longest of its batch.</summary>
    /// <param name="tokenIds">Token ids of each text, without start and end token, at most <see cref="MaxTokens"/>.</param>
    /// <returns>One unit vector [D] per text, in order.</returns>
    /// <exception cref="UserErrorException">A text is too long.</exception>
    /// <exception cref="ArgumentException">An id is not in the vocabulary.</exception>
    public float[][] Encode(IReadOnlyList<IReadOnlyList<int>> tokenIds)
    {
        ArgumentNullException.ThrowIfNull(tokenIds);
        Check(tokenIds);
        var vectors = new float[tokenIds.Count][];
        foreach (var batch in Enumerable.Range(0, tokenIds.Count).OrderBy(text => tokenIds[text].Count).Chunk(_options.BatchSize))
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var features = Text.forward(TokenBatch.FromTexts([.. batch.Select(text => tokenIds[text])], Configuration)); // [n, D]
            var rows = features.cpu().data<float>().ToArray().Chunk(Configuration.JointWidth);
            foreach (var (text, row) in batch.Zip(rows))
                vectors[text] = UnitVector.Of(row);
        }

        return vectors;
    }

    /// <inheritdoc/>
    public void Dispose() => Text.Dispose();

    private void Check(IReadOnlyList<IReadOnlyList<int>> tokenIds)
    {
        foreach (var text in tokenIds)
        {
            if (text.Count > MaxTokens)
                throw new UserErrorException($"The text has {text.Count} tokens, but the model takes at most {MaxTokens}; a shorter sentence helps.");
            foreach (var id in text)
            {
                if (id < 0 || id >= Configuration.VocabularySize)
                    throw new ArgumentException($"Token id {id} is outside the vocabulary of {Configuration.VocabularySize}.", nameof(tokenIds));
            }
        }
    }
}
