using MassTransit;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Search.Uploads;

/// <summary>Frees the bytes of an upload once its video is taken in.</summary>
internal sealed class TakenUploads(IUploadStore uploads) : IConsumer<VideoReceived>
{
    public Task Consume(ConsumeContext<VideoReceived> context) => uploads.MarkTakenAsync(context.Message.RequestId, context.CancellationToken);
}
