using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Index;

/// <summary>An index that is filled anew where it is, chunk by chunk: for one file that one process writes.</summary>
/// <param name="index">The index.</param>
public sealed class InPlaceGenerations(ISegmentIndex index) : IIndexGenerations
{
    /// <inheritdoc/>
    public Task<IIndexGeneration> BeginAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IIndexGeneration>(new InPlaceGeneration(index));
    }

    private sealed class InPlaceGeneration(ISegmentIndex index) : IIndexGeneration
    {
        public Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken) =>
            index.StoreAsync(video, chunk, segments, cancellationToken);

        public Task<int> ClearAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken) => index.ClearAsync(id, modelFingerprint, cancellationToken);

        public Task PublishAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
