using Microsoft.Extensions.DependencyInjection;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Tests.Fixtures;

/// <summary>An index that finds nothing until it is released, so that a search is under way for as long as a test wants.</summary>
internal sealed class HeldSegmentIndex(ISegmentIndex index) : ISegmentIndex
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Puts it around the index of a site.</summary>
    public static HeldSegmentIndex Use(IServiceCollection services)
    {
        var held = new HeldSegmentIndex((ISegmentIndex)services.Last(service => service.ServiceType == typeof(ISegmentIndex)).ImplementationInstance!);
        _ = services.AddSingleton<ISegmentIndex>(held);
        return held;
    }

    public void Release() => _released.SetResult();

    public async Task<IReadOnlyList<SegmentMatch>> FindAsync(SegmentQuery query, CancellationToken cancellationToken)
    {
        _ = _begun.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
        return await index.FindAsync(query, cancellationToken);
    }

    public Task<EmbeddedSegment?> FindAsync(VideoId id, string modelFingerprint, int number, CancellationToken cancellationToken) => index.FindAsync(id, modelFingerprint, number, cancellationToken);

    public Task StoreAsync(Video video, int chunk, IReadOnlyList<EmbeddedSegment> segments, CancellationToken cancellationToken) => index.StoreAsync(video, chunk, segments, cancellationToken);

    public Task<long> CountAsync(string modelFingerprint, VideoFilter filter, CancellationToken cancellationToken) => index.CountAsync(modelFingerprint, filter, cancellationToken);

    public Task<IReadOnlyList<Segment>> ListAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken) => index.ListAsync(id, modelFingerprint, cancellationToken);

    public Task<IReadOnlyList<IndexedModel>> ListModelsAsync(CancellationToken cancellationToken) => index.ListModelsAsync(cancellationToken);

    public Task<int> ClearAsync(VideoId id, string modelFingerprint, CancellationToken cancellationToken) => index.ClearAsync(id, modelFingerprint, cancellationToken);

    public Task<int> DeleteAsync(VideoId id, CancellationToken cancellationToken) => index.DeleteAsync(id, cancellationToken);
}
