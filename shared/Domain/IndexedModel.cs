namespace MoTE.Indexing.Domain;

/// <summary>A model whose segments an index holds.</summary>
/// <param name="Fingerprint">The bundle's fingerprint.</param>
/// <param name="Name">The bundle's name when it was used last.</param>
/// <param name="Videos">Videos with segments under it.</param>
/// <param name="Segments">Segments under it.</param>
public sealed record IndexedModel(string Fingerprint, string Name, long Videos, long Segments)
{
    /// <summary>What a query is told that was encoded by another bundle than the segments that are there.</summary>
    /// <param name="modelFingerprint">The bundle that encoded the query.</param>
    public UserErrorException Refuse(string modelFingerprint)
    {
        ArgumentNullException.ThrowIfNull(modelFingerprint);
        return new UserErrorException(
            $"This index was made with the model {Name} (fingerprint {Short(Fingerprint)}), but the query uses another (fingerprint {Short(modelFingerprint)}): " +
            $"search with --model {Name} if that bundle is unchanged, or run 'mote index' again with the query's model.");
    }

    private static string Short(string fingerprint) => fingerprint.Length <= 12 ? fingerprint : fingerprint[..12];
}
