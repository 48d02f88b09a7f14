using MoTE.Indexing.Model.Clip;

namespace MoTE.Indexing.Model.Bundles;

/// <summary>What the towers need to know beyond the shapes of their weights.</summary>
public sealed record TowerDetails
{
    /// <summary>Activation of both CLIP towers; the temporal head always uses QuickGELU.</summary>
    public required ClipActivation Activation { get; init; }

    /// <summary>Attention heads of the vision tower (published: width / 64).</summary>
    public required int VisionHeads { get; init; }

    /// <summary>Attention heads of the text tower (published: width / 64).</summary>
    public required int TextHeads { get; init; }

    /// <summary>Attention heads of the temporal head, which come from the text width (specification Q4); null for plain CLIP.</summary>
    public int? TemporalHeads { get; init; }

    /// <summary>The token whose first occurrence is pooled; null: the largest token id of each row, which is the same thing for CLIP's own vocabulary.</summary>
    public int? PoolingToken { get; init; }
}
