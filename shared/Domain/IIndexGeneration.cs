namespace MoTE.Indexing.Domain;

/// <summary>An index that is being filled. What others store and delete meanwhile goes into it as well as into the one that is searched.</summary>
/// <remarks>One that is disposed without being published leaves the index that is searched as it is.</remarks>
public interface IIndexGeneration : ISegmentWriter, IAsyncDisposable
{
    /// <summary>Takes the place of the index that is searched, for all models in one step; every query sees the one or the other.</summary>
    Task PublishAsync(CancellationToken cancellationToken);
}
