using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MassTransit;
using RabbitMQ.Client;

namespace MoTE.Indexing.RabbitMq.DeadLetters;

/// <summary>Reads what services and brokers write beside a message that they give up.</summary>
internal static class DeadLetterReader
{
    private const int IdLength = 32;

    /// <summary>Reads a message of a queue of dead letters.</summary>
    /// <param name="queue">The queue that the message was in before.</param>
    /// <param name="delivered">The message.</param>
    public static DeadLetter Read(string queue, BasicGetResult delivered)
    {
        var properties = delivered.BasicProperties;
        var headers = (properties.Headers ?? new Dictionary<string, object?>()).ToDictionary(header => header.Key, header => Text(header.Value), StringComparer.Ordinal);
        return new DeadLetter
        {
            Id = string.IsNullOrEmpty(properties.MessageId) ? Convert.ToHexStringLower(SHA256.HashData(delivered.Body.Span))[..IdLength] : properties.MessageId,
            Queue = queue,
            Message = Envelope.Read(delivered.Body)?.Contract,
            Reason = Reason(headers, Deaths(properties)),
            Failure = headers.GetValueOrDefault(MessageHeaders.FaultExceptionType),
            At = At(headers, Deaths(properties)),
            Headers = headers,
            Body = Encoding.UTF8.GetString(delivered.Body.Span),
        };
    }

    private static string Reason(Dictionary<string, string> headers, IDictionary<string, object?>? death) =>
        headers.GetValueOrDefault(MessageHeaders.FaultMessage)
        ?? headers.GetValueOrDefault(MessageHeaders.Reason)
        ?? (death?.TryGetValue("reason", out var why) == true ? OfBroker(Text(why)) : "It does not say why.");

    private static string OfBroker(string why) => why switch
    {
        "delivery_limit" => "Each process that worked on it ended before it was done.",
        _ => $"The broker gave it up: {why}.",
    };

    private static DateTimeOffset? At(Dictionary<string, string> headers, IDictionary<string, object?>? death)
    {
        if (headers.TryGetValue(MessageHeaders.FaultTimestamp, out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return at;
        return death?.TryGetValue("time", out var time) == true && time is AmqpTimestamp stamp ? DateTimeOffset.FromUnixTimeSeconds(stamp.UnixTime) : null;
    }

    // The latest comes first.
    private static IDictionary<string, object?>? Deaths(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue("x-death", out var deaths) == true && deaths is IList<object?> { Count: > 0 } list ? list[0] as IDictionary<string, object?> : null;

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        IList<object?> list => string.Join("; ", list.Select(Text)),
        IDictionary<string, object?> table => string.Join(", ", table.Select(entry => $"{entry.Key}={Text(entry.Value)}")),
        AmqpTimestamp stamp => DateTimeOffset.FromUnixTimeSeconds(stamp.UnixTime).ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
