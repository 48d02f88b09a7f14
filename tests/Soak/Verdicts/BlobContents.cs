using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace MoTE.Indexing.Soak.Verdicts;

/// <summary>What lies in the container of a deployment, read past the product's own code.</summary>
/// <param name="Bytes">Name and length of each blob.</param>
internal sealed record BlobContents(IReadOnlyDictionary<string, long> Bytes)
{
    private const string Videos = "videos/";
    private const string Artifacts = "artifacts/";

    /// <summary>Identities of the videos whose bytes are kept.</summary>
    public IReadOnlySet<string> VideoIds => Bytes.Keys.Where(name => name.StartsWith(Videos, StringComparison.Ordinal)).Select(name => name[Videos.Length..]).ToHashSet();

    /// <summary>Names of the artifacts of each video.</summary>
    public ILookup<string, string> ArtifactNames => Bytes.Keys.Where(name => name.StartsWith(Artifacts, StringComparison.Ordinal))
        .Select(name => name[Artifacts.Length..].Split('/', 2))
        .ToLookup(parts => parts[0], parts => parts[1]);

    /// <summary>What is there of a kind.</summary>
    /// <param name="prefix">Such as <c>incoming/</c>.</param>
    public IEnumerable<KeyValuePair<string, long>> Of(string prefix) => Bytes.Where(blob => blob.Key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Lists them, those that were begun and never finished too.</summary>
    public static async Task<BlobContents> ReadAsync(string connectionString, string container, CancellationToken cancellationToken)
    {
        var blobs = new Dictionary<string, long>();
        var client = new BlobContainerClient(connectionString, container);
        await foreach (var blob in client.GetBlobsAsync(new GetBlobsOptions { States = BlobStates.Uncommitted }, cancellationToken))
        {
            blobs[blob.Name] = blob.Properties.ContentLength ?? 0;
        }

        return new BlobContents(blobs);
    }
}
