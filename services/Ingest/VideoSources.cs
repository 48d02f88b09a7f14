using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest;

/// <summary>All ways to come by a video's bytes.</summary>
/// <param name="sources">Each way.</param>
internal sealed class VideoSources(IEnumerable<IVideoSource> sources)
{
    /// <summary>Puts the bytes that a request names into the store.</summary>
    /// <returns>What is stored, and what is remembered of where it came from.</returns>
    /// <exception cref="UserErrorException">The bytes cannot be had; one sentence says why.</exception>
    public Task<SourcedVideo> StoreAsync(string source, CancellationToken cancellationToken)
    {
        var way = sources.FirstOrDefault(candidate => candidate.Takes(source))
            ?? throw new UserErrorException($"'{source}' is no video source: expected an absolute path, or an http or https address.");
        return way.StoreAsync(source, cancellationToken);
    }
}
