using MoTE.Indexing.Model.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Clip;

/// <summary>CLIP's text transformer (specification 2.4). Parameter names are OpenAI's.</summary>
internal sealed class TextTower : nn.Module<TokenBatch, Tensor>
{
    private readonly Parameter positional_embedding; // [context, Wt]
    private readonly Parameter text_projection;      // [Wt, D], right-multiplied (Q28)
    private readonly ResidualBlocks transformer;
    private readonly EmbeddingTable token_embedding;
    private readonly LayerNormalization ln_final;
    private readonly Device _device;

    public TextTower(TextConfiguration configuration, TensorPlacement placement)
        : base(nameof(TextTower))
    {
        Configuration = configuration;
        _device = placement.Device;
        var width = configuration.Width;
        positional_embedding = Parameters.Empty(placement.Device, configuration.ContextLength, width);
        text_projection = Parameters.Empty(placement.Device, width, configuration.JointWidth);
        transformer = new ResidualBlocks(width, configuration.Layers, configuration.Heads, configuration.Activation, placement);
        token_embedding = new EmbeddingTable(configuration.VocabularySize, width, placement);
        ln_final = new LayerNormalization(width, 1e-5, placement);
        RegisterComponents();
    }

    public TextConfiguration Configuration { get; }

    public Parameter PositionalEmbedding => positional_embedding;

    public Parameter Projection => text_projection;

    public EmbeddingTable TokenEmbedding => token_embedding;

    public IReadOnlyList<ResidualBlock> Blocks => transformer.Blocks;

    public IEnumerable<LayerNormalization> Normalizations => [ln_final, .. Blocks.SelectMany(block => block.Normalizations)];

    /// <param name="tokens">n texts of at most the context length.</param>
    /// <returns>[n, D], float32, not L2-normalised; owned by the caller's scope.</returns>
    public override Tensor forward(TokenBatch tokens)
    {
        using var scope = NewDisposeScope();
        var (n, length) = (tokens.Count, tokens.Length);
        var ids = tensor(tokens.Ids, [n, length], device: _device);
        var stream = token_embedding.forward(ids).add_(positional_embedding.narrow(0, 0, length)); // [n, L, Wt]
        var rows = tensor(tokens.Pooled.Select((position, row) => ((long)row * length) + position).ToArray(), device: _device);
        Tensor Pick(Tensor all) => all.reshape(n * length, -1).index_select(0, rows).unsqueeze(1);   // [n, 1, Wt]
        var pooled = transformer.Forward(stream, causal: true, Pick, FutureMask(tokens));            // [n, Wt]
        return ln_final.forward(pooled).matmul(text_projection).MoveToOuterDisposeScope();           // [n, D]
    }

    /// <summary>[n, 1, 1, L]: -inf after each text's pooled position, 0 up to it.</summary>
    private Tensor FutureMask(TokenBatch tokens)
    {
        var mask = new float[tokens.Count * tokens.Length];
        for (var i = 0; i < tokens.Count; i++)
            mask.AsSpan((i * tokens.Length) + tokens.Pooled[i] + 1, tokens.Length - tokens.Pooled[i] - 1).Fill(float.NegativeInfinity);
        return tensor(mask, [tokens.Count, 1, 1, tokens.Length], device: _device);
    }
}
