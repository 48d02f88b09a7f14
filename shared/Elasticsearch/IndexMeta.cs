namespace MoTE.Indexing.Elasticsearch;

/// <summary>What an index of segments says of itself in <c>_meta</c>.</summary>
internal sealed record IndexMeta(int Format, string? ModelFingerprint, int Vector, int Nearest, int Fit)
{
    /// <summary>Goes up with every mapping that older programs would misread.</summary>
    public const int CurrentFormat = 1;
}
