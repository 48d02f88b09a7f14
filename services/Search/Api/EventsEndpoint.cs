using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using MoTE.Indexing.Search.Events;
using MoTE.Indexing.Search.Web;

namespace MoTE.Indexing.Search.Api;

/// <summary><c>/api/events</c>: what happens, as it happens.</summary>
internal static class EventsEndpoint
{
    private static readonly object Nothing = new();

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/events", Listen)
        .WithName("ListenToEvents")
        .WithTags("Events")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Server-sent events: what happens, as it happens.</summary>
    /// <remarks>
    /// `video` carries a video whose state changed, `deleted` the `videoId` of one that is gone, `ingest` what became of a request
    /// (`requestId`, `videoId`, `state`, `reason`), and `heartbeat` nothing but a sign of life. After a new connection, read the state anew: what
    /// happened in between is not told again.
    /// </remarks>
    internal static Results<ServerSentEventsResult<object>, ProblemHttpResult> Listen(
        LiveEvents events, IOptions<WebOptions> options, TimeProvider clock, HttpResponse response, CancellationToken cancellationToken)
    {
        if (events.Listen() is not { } subscription)
            return Problems.Busy("As many clients listen as this service serves: try again later.");
        response.RegisterForDispose(subscription);
        return TypedResults.ServerSentEvents(StreamAsync(subscription, options.Value.Heartbeat, clock, cancellationToken));
    }

    // The first heartbeat is sent at once, so that a client knows that it is heard.
    private static async IAsyncEnumerable<SseItem<object>> StreamAsync(
        LiveSubscription subscription, TimeSpan heartbeat, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = subscription.Events;
        yield return new SseItem<object>(Nothing, LiveEvent.Heartbeat);
        while (true)
        {
            using var pause = new CancellationTokenSource(heartbeat, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellationToken);
            var isAlive = true;
            try
            {
                isAlive = await reader.WaitToReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // A pause: say so below.
            }

            if (!isAlive)
                yield break;
            if (!reader.TryPeek(out _))
                yield return new SseItem<object>(Nothing, LiveEvent.Heartbeat);
            while (reader.TryRead(out var news))
                yield return new SseItem<object>(news.Data, news.Kind);
        }
    }
}
