using MoTE.Indexing.Model.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MoTE.Indexing.Model.Clip;

/// <summary>CLIP's vision transformer (specification 2.2). Parameter names are OpenAI's, without the prefix <c>visual.</c>.</summary>
internal sealed class VisionTower : nn.Module<Tensor, Tensor>
{
    private readonly Parameter class_embedding;      // [W]
    private readonly Parameter positional_embedding; // [N+1, W]
    private readonly Parameter proj;                 // [W, D], right-multiplied (Q28)
    private readonly PatchProjection conv1;
    private readonly LayerNormalization ln_pre;
    private readonly ResidualBlocks transformer;
    private readonly LayerNormalization ln_post;

    public VisionTower(VisionConfiguration configuration, TensorPlacement placement)
        : base(nameof(VisionTower))
    {
        Configuration = configuration;
        var width = configuration.Width;
        class_embedding = Parameters.Empty(placement.Device, width);
        positional_embedding = Parameters.Empty(placement.Device, configuration.Tokens, width);
        proj = Parameters.Empty(placement.Device, width, configuration.JointWidth);
        conv1 = new PatchProjection(configuration.PatchSize, width, placement);
        ln_pre = new LayerNormalization(width, 1e-5, placement);
        transformer = new ResidualBlocks(width, configuration.Layers, configuration.Heads, configuration.Activation, placement);
        ln_post = new LayerNormalization(width, 1e-5, placement);
        RegisterComponents();
    }

    public VisionConfiguration Configuration { get; }

    public Parameter ClassEmbedding => class_embedding;

    public Parameter PositionalEmbedding => positional_embedding;

    public Parameter Projection => proj;

    public PatchProjection Patches => conv1;

    public IReadOnlyList<ResidualBlock> Blocks => transformer.Blocks;

    public IEnumerable<LayerNormalization> Normalizations => [ln_pre, ln_post, .. Blocks.SelectMany(block => block.Normalizations)];

    /// <param name="frames">[n, 3, R, R], float32, RGB, normalised with CLIP's mean and standard deviation.</param>
    /// <returns>[n, D], float32, not L2-normalised; owned by the caller's scope.</returns>
    public override Tensor forward(Tensor frames)
    {
        using var scope = NewDisposeScope();
        var patches = conv1.forward(frames).to(ScalarType.Float32);                      // [n, N, W]
        var start = class_embedding.expand(patches.shape[0], 1, -1);                     // [n, 1, W]
        var stream = ln_pre.forward(cat([start, patches], 1).add_(positional_embedding)); // [n, N+1, W]
        var pooled = transformer.Forward(stream, causal: false, tokens => tokens.narrow(1, 0, 1), lastMask: null); // [n, W]
        return ln_post.forward(pooled).matmul(proj).MoveToOuterDisposeScope();           // [n, D]
    }
}
