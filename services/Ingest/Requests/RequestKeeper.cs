using MassTransit;
using MoTE.Indexing.Contracts;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Ingest.Requests;

/// <summary>Keeps each request for an address before it goes to a transport that forgets. Files, uploads and stored videos are found again by themselves.</summary>
/// <param name="pending">Where to.</param>
internal sealed class RequestKeeper(IPendingRequests pending) : IPublishObserver
{
    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => context.Message is IngestVideo request && IsAddress(request.Source)
        ? pending.KeepAsync(
            new PendingRequest(request.RequestId, request.Source) { Title = request.Title, Collection = request.Collection, Tags = request.Tags }, context.CancellationToken)
        : Task.CompletedTask;

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    private static bool IsAddress(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
