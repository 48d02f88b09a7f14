using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest.Sources;

/// <summary>Videos that are files of this machine: the store refers to them or copies them.</summary>
/// <param name="store">The video store.</param>
internal sealed class FileSource(IVideoStore store) : IVideoSource
{
    public bool Takes(string source) => Path.IsPathFullyQualified(source);

    public async Task<SourcedVideo> StoreAsync(string source, CancellationToken cancellationToken) => new(await store.AddFileAsync(source, cancellationToken), source);
}
