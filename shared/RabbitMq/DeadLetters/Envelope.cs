using System.Text.Json;

namespace MoTE.Indexing.RabbitMq.DeadLetters;

/// <summary>What services put around a message: its contract and the message itself.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Message">Its properties.</param>
internal sealed record Envelope(string Contract, JsonElement Message)
{
    /// <summary>The media type of enveloped messages.</summary>
    public const string MediaType = "application/vnd.masstransit+json";

    private const string UrnPrefix = "urn:message:MoTE.Indexing.Contracts:";

    /// <summary>Reads an envelope; null where there is none.</summary>
    public static Envelope? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("message", out var message)
                && document.RootElement.TryGetProperty("messageType", out var types)
                && types.ValueKind == JsonValueKind.Array
                && types.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } type
                && type.GetString()!.StartsWith(UrnPrefix, StringComparison.Ordinal)
                ? new Envelope(type.GetString()![UrnPrefix.Length..], message.Clone())
                : null;
        }
        catch (JsonException)
        {
            return null;    // Not everything that lands among dead letters is JSON.
        }
    }

    /// <summary>Puts a message into an envelope.</summary>
    public static byte[] Write<T>(Guid id, T message) => JsonSerializer.SerializeToUtf8Bytes(
        new { messageId = id, messageType = new[] { UrnPrefix + typeof(T).Name }, message }, JsonSerializerOptions.Web);
}
