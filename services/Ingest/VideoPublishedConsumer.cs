using MassTransit;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Hosting;

namespace MoTE.Indexing.Ingest;

/// <summary>Asks for a video that another system published to be taken in.</summary>
internal sealed class VideoPublishedConsumer : IConsumer<VideoPublished>
{
    public Task Consume(ConsumeContext<VideoPublished> context)
    {
        var published = context.Message;
        var request = new IngestVideo
        {
            RequestId = published.RequestId ?? NewId.NextGuid(),
            Source = published.Source,
            Collection = published.Collection,
            Title = published.Title,
            Tags = published.Tags,
        };
        return context.PublishAsync(request, context.CancellationToken);
    }
}
