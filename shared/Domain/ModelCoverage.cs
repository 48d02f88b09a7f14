namespace MoTE.Indexing.Domain;

/// <summary>How much of an archive a model has embedded, whoever embedded it before.</summary>
/// <param name="Remaining">Videos that it has still to embed, by one entry each, the one received first before the others: neither searchable nor rejected under the model, and not rejected under every other.</param>
/// <param name="Searchable">Videos that are searchable under it.</param>
/// <param name="Rejected">Videos that are rejected under it.</param>
public sealed record ModelCoverage(IReadOnlyList<Video> Remaining, int Searchable, int Rejected)
{
    /// <summary>Counts.</summary>
    /// <param name="catalogue">Every video under every model, in the order in which they were received.</param>
    /// <param name="modelFingerprint">The model.</param>
    public static ModelCoverage Of(IReadOnlyList<Video> catalogue, string modelFingerprint)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var own = catalogue.Where(video => video.ModelFingerprint == modelFingerprint).ToList();
        var ended = own.Where(video => video.State is VideoState.Searchable or VideoState.Rejected).Select(video => video.Id).ToHashSet();
        return new ModelCoverage(
            [.. catalogue.Where(video => video.State != VideoState.Rejected && !ended.Contains(video.Id)).DistinctBy(video => video.Id)],
            own.Count(video => video.State == VideoState.Searchable),
            own.Count(video => video.State == VideoState.Rejected));
    }
}
