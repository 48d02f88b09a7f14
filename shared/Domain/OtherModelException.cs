namespace MoTE.Indexing.Domain;

/// <summary>An index holds segments, but none that a query can be compared with.</summary>
/// <param name="there">The model with most segments in the index.</param>
/// <param name="fingerprint">The bundle that encoded the query.</param>
public sealed class OtherModelException(IndexedModel there, string fingerprint) : UserErrorException(Sentence(there, fingerprint))
{
    private static string Sentence(IndexedModel there, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(there);
        return $"This index was made with the model {there.Name} (fingerprint {Short(there.Fingerprint)}), but the query uses another (fingerprint {Short(fingerprint)}): " +
            $"search with --model {there.Name} if that bundle is unchanged, or run 'mote index' again with the query's model.";
    }

    private static string Short(string fingerprint) => fingerprint.Length <= 12 ? fingerprint : fingerprint[..12];
}
