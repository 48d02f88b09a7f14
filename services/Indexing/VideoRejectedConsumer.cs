using MassTransit;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Indexing;

/// <summary>Takes out of the index what was searchable already of a video that is rejected after all.</summary>
internal sealed class VideoRejectedConsumer(IVideoCatalogue catalogue, ISegmentIndex index) : IConsumer<VideoRejected>
{
    public async Task Consume(ConsumeContext<VideoRejected> context)
    {
        if (context.Message is not { VideoId: { } video, ModelFingerprint: { } fingerprint })
            return;
        var id = VideoId.Parse(video);
        if (await catalogue.FindAsync(id, fingerprint, context.CancellationToken) is not { State: VideoState.Rejected, Segments: > 0 })
            return;
        _ = await index.ClearAsync(id, fingerprint, context.CancellationToken);
        await catalogue.ClearChunksAsync(id, fingerprint, context.CancellationToken);
    }
}
