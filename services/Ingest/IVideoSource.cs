using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest;

/// <summary>One way to come by a video's bytes: a file, an address, an upload.</summary>
public interface IVideoSource
{
    /// <summary>Whether a request's source is of this kind; at most one way takes a source.</summary>
    /// <param name="source">As in <see cref="Contracts.IngestVideo.Source"/>.</param>
    bool Takes(string source);

    /// <summary>Puts the bytes into the video store.</summary>
    /// <returns>What is stored, and what is remembered of where it came from.</returns>
    /// <exception cref="UserErrorException">The bytes cannot be had; one sentence says why.</exception>
    Task<SourcedVideo> StoreAsync(string source, CancellationToken cancellationToken);
}
