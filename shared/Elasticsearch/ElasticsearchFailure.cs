using System.Text.Json;
using Elastic.Transport;
using MoTE.Indexing.Domain;

namespace MoTE.Indexing.Elasticsearch;

/// <summary>Says in a sentence what is wrong with a call, without what was sent: no credentials, no vectors.</summary>
internal static class ElasticsearchFailure
{
    /// <summary>Whether the same request may go well a moment later. What ran out of time is not sent again: it has waited long enough.</summary>
    public static bool IsPassing(ApiCallDetails call) => call.HttpStatusCode is 429 or 502 or 503 or 504 || (call.HttpStatusCode is null && !RanOutOfTime(call));

    public static Exception Of(ApiCallDetails call, byte[]? body, IReadOnlyList<Uri> addresses)
    {
        var (type, reason) = Error(body);
        var where = $"Elasticsearch at {string.Join(", ", addresses.Select(address => address.GetLeftPart(UriPartial.Authority)))}";
        var cause = new ElasticsearchRequestException($"{call.HttpMethod} {call.Uri?.AbsolutePath}: {call.HttpStatusCode} {type} {reason}", type);
        return call.HttpStatusCode switch
        {
            null when RanOutOfTime(call) => new StoreUnavailableException($"{where} did not answer in time: look after it and try again.", call.OriginalException!),
            null => new StoreUnavailableException($"{where} cannot be reached: start it, or correct Elasticsearch:Addresses.", call.OriginalException ?? cause),
            401 => new StoreUnavailableException($"{where} does not know the credentials: set Elasticsearch:ApiKey, or Elasticsearch:Username and Elasticsearch:Password.", cause),
            403 when type == "cluster_block_exception" => new StoreUnavailableException($"{where} takes no writes ({reason}): free some space and try again.", cause),
            403 => new StoreUnavailableException($"{where} does not let these credentials do this: give them the rights that the documentation lists.", cause),
            429 or 502 or 503 or 504 => new StoreUnavailableException($"{where} is overloaded or not ready: look after it and try again.", cause),
            _ => cause,
        };
    }

    /// <summary>Name and text of an error; nulls when there is none.</summary>
    public static (string? Type, string? Reason) Error(JsonElement holder) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            ? (Text(error, "type"), Cause(error))
            : (null, null);

    private static (string? Type, string? Reason) Error(byte[]? body)
    {
        if (body is not [(byte)'{', ..])
            return (null, null);
        using var json = JsonDocument.Parse(body);
        return Error(json.RootElement);
    }

    private static string? Cause(JsonElement error)
    {
        var reason = Text(error, "reason");
        for (var cause = error; cause.TryGetProperty("caused_by", out var inner) && inner.ValueKind == JsonValueKind.Object; cause = inner)
        {
            reason = $"{reason}: {Text(inner, "reason")}";
        }

        return reason;
    }

    private static string? Text(JsonElement holder, string name) => holder.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static bool RanOutOfTime(ApiCallDetails call)
    {
        for (var cause = call.OriginalException; cause is not null; cause = cause.InnerException)
        {
            if (cause is TimeoutException or OperationCanceledException)
                return true;
        }

        return false;
    }
}
