namespace MoTE.Indexing.Elasticsearch;

/// <summary>What an index of segments says of itself in <c>_meta</c>.</summary>
internal sealed record IndexMeta(int Format, string? ModelFingerprint, int Vector, int Nearest, int Fit)
{
    /// <summary>What new indices are made in; goes up with every mapping that older programs would misread.</summary>
    /// <remarks>1: vectors are in <c>_source</c>, once or thrice, as the release has it. 2: they are there as bytes alone.</remarks>
    public const int CurrentFormat = 2;

    /// <summary>The oldest that is read and written; a rebuild brings it to <see cref="CurrentFormat"/>.</summary>
    public const int OldestFormat = 1;
}
